import type { Writable } from "node:stream";

/** Standard output or standard error; on a terminal, with its width. */
export type Output = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** What a command is given of its process, so that tests can give it something else. */
export interface Command {
  /** Arguments after the command's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts at SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Runs a command as this process: its exit code, its signals, and readers that go away. */
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
  // A reader that has seen enough, such as `head`, is no failure.
  stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit();
    stderr.write(`The output could not be written: ${message}\n`);
    process.exit(1);
  });
  // Where errors cannot be told, the output still can.
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
