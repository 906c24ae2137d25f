/** Something the person at the keyboard can put right: shown as one line, without a stack trace. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** Text from outside, safe to show on one line of a terminal. */
export function oneLine(text: string, maximum = 300): string {
  const flat = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  return flat.length > maximum ? `${flat.slice(0, maximum)}…` : flat;
}

/** Runs a command: a Problem becomes its line on stderr and exit code 1, anything else is a bug and shows itself. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`generate: ${error.message}\n`);
    process.exitCode = 1;
  }
}
