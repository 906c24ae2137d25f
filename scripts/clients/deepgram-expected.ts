import type { SandboxState } from "@billkit/sandbox";
import { dimensions, type BreakdownQuery, type Dimension, type Period } from "./deepgram-client.js";

type DeepgramState = SandboxState["vendors"]["deepgram"];
type DeepgramProject = DeepgramState["accounts"][number]["projects"][number];
type Usage = DeepgramProject["usage"][number];

/** What the service gives where no `limit` is sent. */
const defaultLimit = 10;

export function purchasesOf({ orders }: DeepgramProject, limit = defaultLimit) {
  return { orders: orders.slice(0, limit) };
}

export function fieldsOf({ line_items }: DeepgramState, project: DeepgramProject, asked: Period) {
  const usage = usageIn(project, asked);
  const used = sorted(usage.map((each) => each.line_item));
  return {
    accessors: sorted(usage.map(({ accessor }) => accessor)),
    deployments: sorted(usage.map(({ deployment }) => deployment)),
    tags: sorted(usage.flatMap(({ tags }) => tags)),
    line_items: Object.fromEntries(used.map((name) => [name, line_items[name]])),
  };
}

/** @param today what a period ends with that has no end */
export function breakdownOf(project: DeepgramProject, query: BreakdownQuery, today: string) {
  const end = query.end ?? today;
  const dates = [project.firstUse ?? end, ...project.usage.map(({ date }) => date), end].sort();
  return {
    start: query.start ?? dates[0],
    end,
    resolution: { units: "day", amount: 1 },
    results: groupsOf(
      usageIn(project, query).filter((usage) => isWanted(usage, query)),
      query.grouping ?? [],
    ),
  };
}

/** In any order: the service promises none. */
export function inOneOrder(breakdown: unknown): unknown {
  if (typeof breakdown !== "object" || breakdown === null || !("results" in breakdown)) {
    return breakdown;
  }
  const { results } = breakdown;
  if (!Array.isArray(results)) return breakdown;
  const texts = results.map((result) => JSON.stringify(result, sortedKeys)).sort();
  return { ...breakdown, results: texts.map((text) => JSON.parse(text) as unknown) };
}

function sortedKeys(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function usageIn({ usage }: DeepgramProject, { start = "", end = "9999" }: Period) {
  return usage.filter(({ date }) => start <= date && date <= end);
}

function isWanted(usage: Usage, { tag, ...query }: BreakdownQuery): boolean {
  const names = ["accessor", "deployment", "line_item"] as const;
  const isTagged = tag === undefined || usage.tags.includes(tag);
  return isTagged && names.every((name) => (query[name] ?? usage[name]) === usage[name]);
}

/** A day's usage by the dimensions, added up in whole units of the eighth decimal. */
function groupsOf(usage: readonly Usage[], grouping: readonly Dimension[]) {
  const sums = new Map<string, bigint>();
  for (const each of usage) {
    const labels = dimensions.map((name) => [name, grouping.includes(name) ? each[name] : null]);
    const group = { start: each.date, end: each.date, ...Object.fromEntries(labels) } as unknown;
    const key = JSON.stringify(group);
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(each.dollars.toFixed(8).replace(".", "")));
  }
  return [...sums].map(([group, sum]) => ({
    dollars: decimal(sum),
    grouping: JSON.parse(group) as unknown,
  }));
}

function decimal(units: bigint): number {
  const digits = String(units).padStart(9, "0");
  return Number(`${digits.slice(0, -8)}.${digits.slice(-8)}`);
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
