/**
 * `npm run scale [-- --vendors N]… [-- --json]`: how generation grows with the number of vendors, made from ours in a temporary
 * copy. Exit 0 only if one changed contract reruns one vendor, and an unchanged run none.
 */
import { parseArgs } from "node:util";
import { messageOf } from "../common/user-error.js";
import { measure, type Run, type Scale } from "./measure.js";

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`scale: ${messageOf(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { counts, json } = readOptions();
  const scales: Scale[] = [];
  for (const count of counts) {
    process.stderr.write(`${count} vendors …\n`);
    scales.push(await measure(count));
  }
  const rows = scales.map((scale) => ({
    vendors: scale.vendors,
    coldSeconds: round(scale.cold.seconds),
    coldSecondsPerVendor: round(scale.cold.seconds / scale.vendors),
    changedSeconds: round(scale.changed.seconds),
    changedReran: misses(scale.changed),
    unchangedSeconds: round(scale.unchanged.seconds),
    unchangedReran: misses(scale.unchanged),
  }));
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else console.table(rows);
  const isRight = rows.every((row) => row.changedReran === 1 && row.unchangedReran === 0);
  if (!isRight) process.stderr.write("scale: more was generated than had changed\n");
  return isRight ? 0 : 1;
}

/** @throws {Error} with a line for the user */
function readOptions(): { counts: number[]; json: boolean } {
  const { values } = parseArgs({
    options: {
      vendors: { type: "string", multiple: true, default: ["5", "10", "20"] },
      json: { type: "boolean", default: false },
    },
  });
  const wrong = values.vendors.find((text) => !/^[1-9]\d?$|^100$/.test(text));
  if (wrong !== undefined) {
    throw new Error(`--vendors is ${wrong}; allowed: a whole number from 1 to 100`);
  }
  return { counts: values.vendors.map(Number), json: values.json };
}

function misses({ tasks }: Run): number {
  return tasks.filter(({ cache }) => cache === "MISS").length;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
