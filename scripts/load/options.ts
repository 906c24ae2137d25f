import { parseArgs } from "node:util";
import { misused } from "../usage.js";

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
    const seconds = Number(values.seconds);
    if (!/^\d+$/.test(values.seconds) || seconds < slices || seconds > 3600) {
      const given = JSON.stringify(values.seconds);
      throw new Error(`--seconds is ${given}; allowed: a whole number from ${slices} to 3600`);
    }
    return { seconds, json: values.json };
  } catch (error) {
    throw misused(error, usage);
  }
}

/** In so many parts is measured, each with the heap after it. */
export const slices = 6;
