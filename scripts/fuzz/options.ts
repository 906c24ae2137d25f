import { parseArgs } from "node:util";
import { wholeNumber } from "../stress/whole-number.js";
import { usageError } from "../common/arguments.js";

export interface Options {
  /** All, if it is empty. */
  readonly vendors: readonly string[];
  /** Generated requests for each operation. */
  readonly examples: number;
  readonly seed: number;
  readonly json: boolean;
}

const usage = "usage: npm run fuzz [-- VENDOR… --quick | --examples N] [--seed N] [--json]";
const quickExamples = 100;

/** @throws Error with one line for the user. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: "boolean", default: false },
        examples: { type: "string" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
      },
    });
    const examples = values.examples ?? (values.quick ? String(quickExamples) : "2000");
    return {
      vendors: positionals,
      examples: wholeNumber("--examples", examples, 1, 100_000),
      seed: wholeNumber("--seed", values.seed, 0, 2 ** 31 - 1),
      json: values.json,
    };
  } catch (error) {
    throw usageError(error, usage);
  }
}
