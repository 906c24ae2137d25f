import { spawn } from "node:child_process";

export interface Finished {
  /** Exit code; undefined if the command couldn't be started or a signal ended it. */
  readonly code: number | undefined;
  /** stdout and stderr, in the order received. */
  readonly output: string;
  /** The system's error code if it couldn't be started. */
  readonly failure: string | undefined;
}

/** Runs a command until it exits. Never rejects. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; timeoutMs?: number },
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
