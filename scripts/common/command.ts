import { UserError } from "./user-error.js";

/**
 * Runs an entry point and sets the exit code. A {@link UserError} is printed on stderr, one line per
 * problem, with exit code 1; any other error is a bug and keeps its stack trace.
 * @param name printed before each problem, such as `generate`
 */
export async function runCommand(name: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.problems) process.stderr.write(`${name}: ${problem}\n`);
    process.exitCode = 1;
  }
}
