import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Effort } from "./options.js";
import { summarize, type Summary } from "./statistics.js";
import type { Group, Kind } from "./subjects.js";

/** What is measured, by the name it has in the results; the unit is in the name. */
export const measures = [
  "importMs",
  "heapBytes",
  "apiBundleBytes",
  "clientBundleBytes",
  "installedBytes",
  "installedPackages",
  "stubCallsPerSecond",
  "loopbackCallsPerSecond",
] as const;
export type Measure = (typeof measures)[number];

/** What was measured of one client, in the order in which it was. */
export interface Sampled {
  readonly group: Group;
  readonly kind: Kind;
  readonly measure: Measure;
  readonly samples: readonly number[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly os: string;
  /** Of the minute before the run: how many processes wanted a core. */
  readonly load: number;
}

/** The file bench/results.json. */
export interface Results {
  /** The day of the run, UTC. */
  readonly date: string;
  readonly machine: Machine;
  /** Of Node and of everything that was measured or had a part in it. */
  readonly versions: Readonly<Record<string, string>>;
  readonly effort: Effort;
  readonly results: readonly (Sampled & Summary)[];
}

export function withSummaries(sampled: readonly Sampled[]): (Sampled & Summary)[] {
  return sampled.map(({ group, kind, measure, samples }) => ({
    group,
    kind,
    measure,
    ...summarize(samples),
    samples,
  }));
}

/** What was measured of one client; undefined where it has no such thing. */
export function find(
  { results }: Pick<Results, "results">,
  group: Group,
  kind: Kind,
  measure: Measure,
): (Sampled & Summary) | undefined {
  return results.find(
    (each) => each.group === group && each.kind === kind && each.measure === measure,
  );
}

/** The text of the file: the samples of one client on one line. */
export function textOf(results: Results): string {
  const text = JSON.stringify(results, null, 2);
  const lines = text.replace(/\[[\s\d.,-]+\]/g, (samples) => samples.replace(/\s+/g, " "));
  return `${lines.replace(/\[ (.*) \]/g, "[$1]")}\n`;
}

export function resultsFile(root: string): string {
  return path.join(root, "bench/results.json");
}

/** @throws with one line for the user */
export function readResults(root: string): Results {
  const file = resultsFile(root);
  if (!existsSync(file)) throw new Error("bench/results.json is not there; run: npm run bench");
  return JSON.parse(readFileSync(file, "utf8")) as Results;
}
