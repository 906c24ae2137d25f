import { parseArgs } from "node:util";
import type { Row } from "./row.js";
import { usageError } from "../common/arguments.js";

export interface Options {
  readonly rows: readonly Row[];
  readonly json: boolean;
  /** Whether every row has to run, whatever the list allows. */
  readonly strict: boolean;
}

const usage = "usage: npm run matrix [-- ROW… --quick --strict --json]";

/**
 * @param all the rows there are
 * @throws Error with one line for the user
 */
export function readOptions(args: readonly string[], all: readonly Row[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const unknown = positionals.find((id) => !all.some((row) => row.id === id));
    if (unknown !== undefined) {
      throw new Error(`${unknown} is none of ${all.map(({ id }) => id).join(", ")}`);
    }
    const asked = (row: Row): boolean => positionals.length === 0 || positionals.includes(row.id);
    const rows = all.filter((row) => asked(row) && (row.quick || !values.quick));
    if (rows.length === 0) throw new Error(`none of ${positionals.join(", ")} is a quick row`);
    return { rows, json: values.json, strict: values.strict };
  } catch (error) {
    throw usageError(error, usage);
  }
}
