import type { Writable } from "node:stream";

/** Standard output or standard error; a terminal has a width. */
export type Output = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that a command uses of its process. Tests pass their own. */
export interface Io {
  readonly env: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** Current time in epoch milliseconds. */
  readonly now: () => number;
}

const widest = 80;
const narrowest = 40;

/** Columns of a page: 80, or the terminal's if it is narrower. */
export function pageWidth({ columns = widest }: Output): number {
  return Math.max(narrowest, Math.min(widest, columns));
}

/** Writes, and waits if the reader is slower. */
export function write(output: Output, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(chunk, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
