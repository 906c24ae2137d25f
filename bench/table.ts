import { aimsOf, type Aim } from "./aims.js";
import { markdownTable, three } from "./format.js";
import { find, type Measure, type Results } from "./results.js";
import { groups, subjects, type Subject } from "./subjects.js";

interface Column {
  readonly head: string;
  readonly measure: Measure;
  /** The figure is divided by this. */
  readonly by: number;
  /** What varies from sample to sample is shown with its spread. */
  readonly spread: boolean;
}

const columns: readonly Column[] = [
  { head: "import, ms", measure: "importMs", by: 1, spread: true },
  { head: "heap, kB", measure: "heapBytes", by: 1_000, spread: false },
  { head: "API class, kB", measure: "apiBundleBytes", by: 1_000, spread: false },
  { head: "client, kB", measure: "clientBundleBytes", by: 1_000, spread: false },
  { head: "installed, kB", measure: "installedBytes", by: 1_000, spread: false },
  { head: "packages", measure: "installedPackages", by: 1, spread: false },
  { head: "calls/s, stub", measure: "stubCallsPerSecond", by: 1, spread: true },
  { head: "calls/s, loopback", measure: "loopbackCallsPerSecond", by: 1, spread: true },
];

/** Every client's medians, in Markdown. */
export function figuresTable(results: Results): string {
  const head = ["for", "client", ...columns.map((column) => column.head)];
  const rows = subjects.map((subject) => [
    groups[subject.group],
    `\`${subject.label}\``,
    ...columns.map((column) => cell(results, subject, column)),
  ]);
  return markdownTable([head, ...rows], 2);
}

function cell(results: Results, { group, kind }: Subject, column: Column): string {
  const found = find(results, group, kind, column.measure);
  if (found === undefined) return "-";
  const { measure, by, spread } = column;
  const shown = (value: number): string =>
    measure === "installedPackages" ? String(value) : three(value / by);
  const median = shown(found.median);
  return spread ? `${median} (${shown(found.p10)} to ${shown(found.p90)})` : median;
}

/** Each aim and whether it is met, in Markdown. */
export function aimsTable(results: Results): string {
  const rows = aimsOf(results).map(({ name, value, bound, limit, unit, met }) => [
    name,
    `${bound} ${three(limit)} ${unit}`,
    three(value),
    met ? "ok" : "MISS",
  ]);
  return markdownTable([["aim", "limit", "now", ""], ...rows], 4);
}

/** For a terminal. */
export function report(results: Results, aims: readonly Aim[]): string {
  const missed = aims.filter(({ met }) => !met).length;
  return [
    figuresTable(results),
    "",
    aimsTable(results),
    "",
    `${aims.length - missed} of ${aims.length} aims are met`,
    "",
  ].join("\n");
}
