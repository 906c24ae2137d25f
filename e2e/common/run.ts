import path from "node:path";
import { run as runToEnd } from "../../scripts/common/run.js";

interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Defaults to 10 minutes. */
  readonly timeoutMs?: number;
}

const reportedLines = 30;

/**
 * Runs a command without a shell.
 * @returns what it printed, stdout and stderr interleaved
 * @throws {Error} with the command and the end of its output if it can't start, fails or times out
 */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, output, failure } = await runToEnd(command, args, {
    timeoutMs: 600_000,
    ...options,
  });
  if (code === 0) return output;
  const line = [path.basename(command), ...args].join(" ");
  const tail = output.trim().split("\n").slice(-reportedLines).join("\n");
  throw new Error(`${line} failed: ${failure ?? `exit ${code ?? ""}`}\n${tail}`.trim());
}
