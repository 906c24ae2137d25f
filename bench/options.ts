import { parseArgs } from "node:util";
import { misused } from "../scripts/usage.js";

export interface Options {
  /** Only whether everything runs: its figures are worth nothing, and are not kept. */
  readonly quick: boolean;
  readonly json: boolean;
  /** Writes table and chart from the results that are kept, and measures nothing. */
  readonly render: boolean;
}

/** How often and how long is measured. */
export interface Effort {
  readonly quick: boolean;
  /** Fresh processes for each client. */
  readonly imports: number;
  readonly heaps: number;
  /** Of calls: in each, every client has its turn. */
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
  /** Calls at a time. */
  readonly concurrency: number;
}

const usage = "usage: npm run bench [-- --quick] [-- --json] [-- --render]";

/** @throws with one line for the user */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        render: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    throw misused(error, usage);
  }
}

export function effortOf({ quick }: Options): Effort {
  return quick
    ? { quick, imports: 1, heaps: 1, rounds: 1, roundMs: 20, warmUpMs: 20, concurrency: 10 }
    : { quick, imports: 25, heaps: 5, rounds: 20, roundMs: 300, warmUpMs: 1_500, concurrency: 10 };
}
