import type { Vendor } from "./clients.js";
import type { Effort } from "./options.js";

/** One client's turn: its number of calls, their time and CPU time. */
export interface Turn {
  readonly calls: number;
  readonly wallMs: number;
  readonly cpuMicros: number;
}

/** A client's calls on one Node; each figure is the median of the runs' medians. */
export interface CallFigures {
  readonly node: string;
  readonly vendor: Vendor;
  readonly over: "stub" | "loopback";
  readonly client: string;
  readonly cpuMicrosPerCall: number;
  readonly callsPerSecond: number;
  /** Relative to fetch in the same round. */
  readonly cpuOfFetch: number;
  readonly rateOfFetch: number;
  /** Relative to the official client's calls per second in the same round. */
  readonly rateOfOfficial: number;
}

export interface ImportFigures {
  readonly node: string;
  readonly vendor: Vendor;
  readonly client: string;
  readonly ms: number;
}

export interface Results {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly load: number };
  readonly effort: Effort;
  readonly calls: readonly CallFigures[];
  readonly imports: readonly ImportFigures[];
  /** Bytes of node_modules by package. */
  readonly installed: Readonly<Record<string, number>>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

type Place = Pick<CallFigures, "node" | "vendor" | "over">;

/**
 * Summarizes one run by client name. Ratios are per round, so that a temporarily slow machine
 * affects both sides.
 */
export function summarizeRun(
  place: Place,
  turns: ReadonlyMap<string, readonly Turn[]>,
): CallFigures[] {
  const cpu = ({ cpuMicros, calls }: Turn): number => cpuMicros / calls;
  const rate = ({ wallMs, calls }: Turn): number => (calls / wallMs) * 1000;
  const ratio = (of: (turn: Turn) => number, own: readonly Turn[], other: string): number =>
    median(
      (turns.get(other) ?? []).flatMap((turn, i) =>
        own.slice(i, i + 1).map((mine) => of(mine) / of(turn)),
      ),
    );
  return [...turns].map(([client, own]) => ({
    ...place,
    client,
    cpuMicrosPerCall: median(own.map(cpu)),
    callsPerSecond: median(own.map(rate)),
    cpuOfFetch: ratio(cpu, own, "fetch"),
    rateOfFetch: ratio(rate, own, "fetch"),
    rateOfOfficial: ratio(rate, own, "official client"),
  }));
}

const measured = [
  ...(["cpuMicrosPerCall", "callsPerSecond", "cpuOfFetch"] as const),
  ...(["rateOfFetch", "rateOfOfficial"] as const),
];

/** The median of several runs, which have the same clients in the same order. */
export function summarizeRuns(runs: readonly (readonly CallFigures[])[]): CallFigures[] {
  return (runs[0] ?? []).map((figures, index) => {
    const of = (key: (typeof measured)[number]): number =>
      Number(median(runs.map((run) => run[index]?.[key] ?? NaN)).toPrecision(4));
    return { ...figures, ...Object.fromEntries(measured.map((key) => [key, of(key)])) };
  });
}

export interface Aim {
  readonly name: string;
  readonly value: number;
  readonly bound: "at most" | "at least";
  readonly limit: number;
  readonly met: boolean;
}

/** Every aim with its figure. Missing one doesn't fail the run. */
export function aimsOf({ calls, imports, installed }: Results): Aim[] {
  const aims: Aim[] = [];
  const add = (name: string, value: number, bound: Aim["bound"], limit: number): void => {
    const met = bound === "at most" ? value <= limit : value >= limit;
    aims.push({ name, value, bound, limit, met });
  };
  for (const { node, vendor, over, client, ...figures } of calls) {
    const is20 = node.startsWith("20.");
    const place = `Node ${node}, ${vendor}`;
    if (client === "billkit" && over === "stub")
      add(`${place}: CPU over the stub, of fetch's`, figures.cpuOfFetch, "at most", 2);
    if (client === "billkit" && over === "loopback") {
      add(`${place}: calls/s, of fetch's`, figures.rateOfFetch, "at least", is20 ? 0.7 : 0.8);
      add(`${place}: calls/s, of the official client's`, figures.rateOfOfficial, "at least", 1.25);
    }
    if (client === "billkit, undici")
      add(
        `${place}: undici's calls/s, of fetch's`,
        figures.rateOfFetch,
        "at least",
        is20 ? 1.3 : 1.1,
      );
  }
  for (const { node, vendor, client, ms } of imports) {
    const official = imports.find(
      (other) =>
        other.client === "official client" && other.node === node && other.vendor === vendor,
    );
    if (client === "billkit" && official)
      add(
        `Node ${node}, ${vendor}: import, of the official client's`,
        ms / official.ms,
        "at most",
        1 / 17,
      );
  }
  for (const [name, bytes] of Object.entries(installed))
    add(`${name}: installed, kB`, bytes / 1000, "at most", 900);
  return aims;
}
