/** What went wrong, in one line, whatever a service wrote into its message. */
export function oneLine(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return `${plainText(message)} (${name})`;
}

/** A string of a service's on one line, without what could steer a terminal. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "�")
    .trim();
}

/** What is wrong with a command's arguments, as `parseArgs` has it, in one line. */
export function wrongUsage(error: unknown): string {
  return `${(error as Error).message.split(/\.\s/)[0] ?? ""}. See --help.`;
}
