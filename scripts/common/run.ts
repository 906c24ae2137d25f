import { spawn } from "node:child_process";
import path from "node:path";

export interface Finished {
  /** Exit code; undefined if the command couldn't be started or a signal ended it. */
  readonly code: number | undefined;
  /** stdout and stderr, in the order received. */
  readonly output: string;
  /** The system's error code if it couldn't be started. */
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
  options: RunOptions,
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    // spawn's own timeout keeps running if the command couldn't be started.
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => child.kill("SIGKILL"), options.timeoutMs);
    const collect = (chunk: string): void => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({ code: undefined, output, failure: error.code ?? error.message });
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, output, failure: signal ?? undefined });
    });
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
