import { parseArgs } from "node:util";
import { wholeNumber } from "./whole-number.js";
import { usageError } from "../common/arguments.js";

export interface Options {
  readonly calls: number;
  readonly seed: number;
  readonly json: boolean;
}

const usage = "usage: npm run stress [-- --calls N --seed N --json]";

/** @throws with one line for the user */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        calls: { type: "string", default: "10000" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
      },
    });
    return {
      calls: wholeNumber("--calls", values.calls, 1, 1_000_000),
      seed: wholeNumber("--seed", values.seed, 0, 2 ** 31 - 1),
      json: values.json,
    };
  } catch (error) {
    throw usageError(error, usage);
  }
}
