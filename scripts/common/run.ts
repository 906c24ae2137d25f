import { spawn } from "node:child_process";

export interface Finished {
  /** Exit code; undefined where the command could not be started or was ended by a signal. */
  readonly code: number | undefined;
  /** What the command wrote, both streams in the order in which they came. */
  readonly output: string;
  /** Why it could not be started, as the system's code. */
  readonly failure: string | undefined;
}

/** Runs a command to its end. Never rejects. */
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
    // spawn's own timeout goes on after a command that could not be started.
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
