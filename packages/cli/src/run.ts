import { CommanderError } from "commander";
import { CommandError, exitCodes, oneLine } from "./failure.js";
import type { Io } from "./io.js";
import { createProgram } from "./program.js";

/**
 * Runs the command line. Writes data to `io.stdout` and everything else to `io.stderr`.
 *
 * @param argv - arguments after the program's name
 * @returns the exit code; never throws
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed its own message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    io.stderr.write(`billkit: ${oneLine(error)}\n`);
    return error instanceof CommandError ? error.exitCode : exitCodes.failed;
  }
}
