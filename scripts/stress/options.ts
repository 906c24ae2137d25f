import { parseArgs } from "node:util";

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
      calls: whole("--calls", values.calls, 1, 1_000_000),
      seed: whole("--seed", values.seed, 0, 2 ** 31 - 1),
      json: values.json,
    };
  } catch (error) {
    const [first = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new Error(`${first}; ${usage}`, { cause: error });
  }
}

function whole(option: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  throw new Error(
    `${option} is ${JSON.stringify(given)}; allowed: a whole number from ${least} to ${most}`,
  );
}
