import { find, type Measure, type Results } from "./results.js";
import { groups, type Group, type Kind } from "./subjects.js";

/** What we would like a figure to be. To miss it fails nothing. */
export interface Aim {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly bound: "at most" | "at least" | "above";
  readonly unit: string;
  readonly met: boolean;
}

const KILO = 1_000;
const VENDOR_BYTES = 6 * KILO;
const BOTH_BYTES = 10 * KILO;
const INSTALLED_BYTES = 1_000 * KILO;
const SHARE_OF_IMPORT = 1 / 15;
const SHARE_OF_CALLS = 0.6;

/** Each aim of each group, with what was measured. */
export function aimsOf(results: Results): Aim[] {
  const median = (group: Group, kind: Kind, measure: Measure): number =>
    find(results, group, kind, measure)?.median ?? NaN;
  return (Object.keys(groups) as Group[]).flatMap((group) => {
    const of = (kind: Kind, measure: Measure): number => median(group, kind, measure);
    const named = (what: string): string => `${groups[group]}: ${what}`;
    const importShare = of("billkit", "importMs") / of("official", "importMs");
    const bundleBytes = group === "both" ? BOTH_BYTES : VENDOR_BYTES;
    return [
      aim(named("import"), importShare, "at most", SHARE_OF_IMPORT, "of the official client's"),
      aim(
        named("bundle"),
        of("billkit", "clientBundleBytes") / KILO,
        "at most",
        bundleBytes / KILO,
        "kB, min+gzip",
      ),
      aim(
        named("installed"),
        of("billkit", "installedBytes") / KILO,
        "at most",
        INSTALLED_BYTES / KILO,
        "kB",
      ),
      ...(["stub", "loopback"] as const).flatMap((over) => {
        const calls = (kind: Kind): number => of(kind, `${over}CallsPerSecond`);
        const what = over === "stub" ? "calls through a stub" : "calls over loopback";
        return [
          aim(
            named(what),
            calls("billkit") / calls("fetch"),
            "at least",
            SHARE_OF_CALLS,
            "of fetch's",
          ),
          aim(
            named(what),
            calls("billkit") / calls("official"),
            "above",
            1,
            "of the official client's",
          ),
        ];
      }),
    ];
  });
}

function aim(name: string, value: number, bound: Aim["bound"], limit: number, unit: string): Aim {
  const met =
    bound === "at most" ? value <= limit : bound === "at least" ? value >= limit : value > limit;
  return { name, value, bound, limit, unit, met };
}
