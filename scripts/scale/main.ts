/**
 * `npm run scale`: how generation grows with the number of vendors, made from ours in a temporary
 * copy. Exit 0 only if one changed contract reruns one vendor, and an unchanged run none.
 */
import { parseArgs } from "node:util";
import { measure, type Run, type Scale } from "./measure.js";

const USAGE = "usage: npm run scale [-- --vendors N]… [-- --json]";

const options = readOptions();
if (options === undefined) {
  process.stderr.write(`${USAGE}; N is a whole number from 1 to 100\n`);
  process.exitCode = 1;
} else {
  const scales: Scale[] = [];
  for (const count of options.counts) {
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
  if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else console.table(rows);
  const isRight = rows.every((row) => row.changedReran === 1 && row.unchangedReran === 0);
  if (!isRight) process.stderr.write("scale: more was generated than had changed\n");
  process.exitCode = isRight ? 0 : 1;
}

function readOptions(): { counts: number[]; json: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        vendors: { type: "string", multiple: true, default: ["5", "10", "20"] },
        json: { type: "boolean", default: false },
      },
    });
    const isCount = (text: string): boolean => /^[1-9]\d?$|^100$/.test(text);
    if (!values.vendors.every(isCount)) return undefined;
    return { counts: values.vendors.map(Number), json: values.json };
  } catch {
    return undefined;
  }
}

function misses({ tasks }: Run): number {
  return tasks.filter(({ cache }) => cache === "MISS").length;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
