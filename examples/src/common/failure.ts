/** An error's message in one line, whatever a service wrote into it. */
export function oneLine(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return `${plainText(message)} (${name})`;
}

/** A service's string on one line, without terminal control characters. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "�")
    .trim();
}

/** The error of `parseArgs` for a command's arguments, in one line. */
export function wrongUsage(error: unknown): string {
  return `${(error as Error).message.split(/\.\s/)[0] ?? ""}. See --help.`;
}
