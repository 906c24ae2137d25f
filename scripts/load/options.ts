import { parseArgs } from "node:util";
import { wholeNumber } from "../stress/whole-number.js";
import { usageError } from "../common/arguments.js";

export interface Options {
  /** How long is measured; as long as a sixth of it is run before, to be warm. */
  readonly seconds: number;
  readonly json: boolean;
}

const usage = "usage: npm run load [-- --seconds N --json]";

/** @throws Error with one line for the user. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: "string", default: "60" },
        json: { type: "boolean", default: false },
      },
    });
    return { seconds: wholeNumber("--seconds", values.seconds, slices, 3600), json: values.json };
  } catch (error) {
    throw usageError(error, usage);
  }
}

/** In so many parts is measured, each with the heap after it. */
export const slices = 6;
