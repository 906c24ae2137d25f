import { execFile } from "node:child_process";
import path from "node:path";

export interface Finished {
  /** Exit code; undefined if the command couldn't be started or a signal ended it. */
  readonly code: number | undefined;
  /** stdout, then stderr. */
  readonly output: string;
  /** The system's error code if it couldn't be started, or the signal that ended it. */
  readonly failure: string | undefined;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** Runs a command until it exits, without a shell. Never rejects. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs = 0 }: RunOptions,
): Promise<Finished> {
  const limits = { timeout: timeoutMs, killSignal: "SIGKILL", maxBuffer: Infinity } as const;
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd, env, ...limits }, (error, stdout, stderr) => {
      const code = error ? (error.code ?? error.signal ?? error.message) : 0;
      const isExit = typeof code === "number";
      resolve({
        code: isExit ? code : undefined,
        output: stdout + stderr,
        failure: isExit ? undefined : code,
      });
    });
    // Nobody answers a command that asks.
    child.stdin?.end();
  });
}

const reportedLines = 30;

/**
 * Runs a command for ten minutes at most.
 * @returns what it printed
 * @throws {Error} with the command and the end of its output if it can't start, fails or times out
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, output, failure } = await run(command, args, { timeoutMs: 600_000, ...options });
  if (code === 0) return output;
  const line = [path.basename(command), ...args].join(" ");
  const tail = output.trim().split("\n").slice(-reportedLines).join("\n");
  throw new Error(`${line} failed: ${failure ?? `exit ${code ?? ""}`}\n${tail}`.trim());
}
