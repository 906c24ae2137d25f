import { execFile, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { promisify } from "node:util";
import type { Installed } from "./install.js";

const execute = promisify(execFile);

/** Imports the client once, in a fresh process. @returns milliseconds */
export function importOnce({ folder }: Installed): Promise<number> {
  return figureOf(folder, ["import.mjs"]);
}

/** @returns the bytes that an import has left on the heap, after a collection */
export function heapOf({ folder }: Installed): Promise<number> {
  return figureOf(folder, ["--expose-gc", "import.mjs"]);
}

async function figureOf(folder: string, args: string[]): Promise<number> {
  const { stdout, stderr } = await execute(process.execPath, args, { cwd: folder });
  const figure = Number(stdout);
  if (stdout === "" || Number.isNaN(figure)) {
    throw new Error(`${path.basename(folder)} gave no figure: ${stdout}${stderr}`);
  }
  return figure;
}

/** What a process of programs/ says: that it is ready, or what came of an order. */
export interface Said {
  readonly port?: number;
  readonly perSecond?: number;
  readonly problem?: string;
}

/** A process that says one thing at first, and one after each order. */
export interface Worker {
  readonly first: Said;
  ask(order: object): Promise<Said>;
  stop(): Promise<void>;
}

/** @throws {Error} when it ends at once, or with what it says is wrong */
export async function startWorker(
  folder: string,
  program: string,
  args: readonly string[],
): Promise<Worker> {
  const child = fork(path.join(folder, program), [...args], {
    cwd: folder,
    execArgv: [],
    // What clients print is no part of a report.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const what = path.basename(folder);
  const first = await nextMessage(child, what);
  if (first.problem !== undefined) {
    child.kill("SIGKILL");
    throw new Error(first.problem);
  }
  return {
    first,
    ask: (order) => {
      const answer = nextMessage(child, what);
      child.send(order);
      return answer;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

async function nextMessage(child: ChildProcess, what: string): Promise<Said> {
  const done = new AbortController();
  const { signal } = done;
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([value]: Said[]) => value ?? {}),
      once(child, "exit", { signal }).then(([code]: unknown[]) => {
        throw new Error(`the process of ${what} ended early, with ${String(code)}`);
      }),
    ]);
  } finally {
    done.abort();
  }
}
