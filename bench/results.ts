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

type Bound = "at most" | "at least";

function aim(name: string, value: number, bound: Bound, limit: number) {
  return { name, value, bound, limit, met: bound === "at most" ? value <= limit : value >= limit };
}

/** The aims of clients' calls, with limits in general and on Node 20: the most CPU, the least rate. */
const callAims = [
  ["billkit", "stub", "cpuOfFetch", 2, 2, "CPU over the stub, of fetch's"],
  ["billkit", "loopback", "rateOfFetch", 0.8, 0.7, "calls/s, of fetch's"],
  ["billkit", "loopback", "rateOfOfficial", 1.25, 1.25, "calls/s, of the official client's"],
  ["billkit, undici", "loopback", "rateOfFetch", 1.1, 1.3, "undici's calls/s, of fetch's"],
] as const;

/** Every aim with its figure. Missing one doesn't fail the run. */
export function aimsOf({ calls, imports, installed }: Results) {
  const ofCalls = calls.flatMap((call) =>
    callAims
      .filter(([client, over]) => call.client === client && call.over === over)
      .map(([, over, figure, limit, limitOn20, what]) =>
        aim(
          `Node ${call.node}, ${call.vendor}: ${what}`,
          call[figure],
          over === "stub" ? "at most" : "at least",
          call.node.startsWith("20.") ? limitOn20 : limit,
        ),
      ),
  );
  const ofImports = imports.flatMap(({ node, vendor, client, ms }) => {
    const official = imports.find(
      (other) =>
        other.client === "official client" && other.node === node && other.vendor === vendor,
    );
    if (client !== "billkit" || !official) return [];
    const name = `Node ${node}, ${vendor}: import, of the official client's`;
    return [aim(name, ms / official.ms, "at most", 1 / 17)];
  });
  const ofInstalls = Object.entries(installed).map(([name, bytes]) =>
    aim(`${name}: installed, kB`, bytes / 1000, "at most", 900),
  );
  return [...ofCalls, ...ofImports, ...ofInstalls];
}
