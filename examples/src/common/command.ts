import type { Writable } from "node:stream";

/** Standard output or standard error; a terminal has a width. */
export type Output = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** What a command uses of its process. Tests pass their own. */
export interface Command {
  /** Arguments after the command's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Runs a command as this process: exit code, signals, and readers that stop early. */
export async function runCommand(run: (command: Command) => Promise<number>): Promise<void> {
  const { stdout, stderr, env } = process;
  const interrupted = new AbortController();
  for (const [name, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(name, () => {
      process.exitCode = code;
      interrupted.abort(new Error(`interrupted by ${name}`));
    });
  }
  // A reader that has seen enough, such as `head`, isn't a failure.
  stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit();
    stderr.write(`The output couldn't be written: ${message}\n`);
    process.exit(1);
  });
  // Even if stderr is closed, the output still matters.
  stderr.on("error", () => undefined);
  try {
    const argv = process.argv.slice(2);
    const code = await run({ argv, env, stdout, stderr, signal: interrupted.signal });
    process.exitCode ??= code;
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode ??= 1;
  }
}
