import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Target } from "./targets.js";

/** One thing that Schemathesis is told beyond a contract. */
export interface Exclusion {
  /** Its name; `alone` for each that is served from its contract alone. */
  readonly vendor: string;
  readonly reason: string;
  readonly ordered?: readonly [string, string];
  readonly format?: { readonly from: string; readonly to: string };
  readonly minimum?: { readonly parameter: string; readonly value: number };
  readonly check?: string;
}

/** Those of one vendor. */
export function exclusionsOf({ vendor, isAlone }: Pick<Target, "vendor" | "isAlone">): Exclusion[] {
  const file = path.join(import.meta.dirname, "exclusions.yaml");
  const all = parse(readFileSync(file, "utf8")) as Exclusion[];
  return all.filter((each) => each.vendor === vendor || (isAlone && each.vendor === "alone"));
}

/** What an exclusion is about, in a few words. */
export function subjectOf({ ordered, format, minimum, check }: Exclusion): string {
  if (check !== undefined) return `check ${check} is off`;
  if (ordered) return `${ordered[1]} before ${ordered[0]} is not sent`;
  if (format) return `format ${format.from} is checked as ${format.to}`;
  return minimum ? `${minimum.parameter} is at least ${minimum.value}` : "";
}

/**
 * A contract with what the exclusions say of it.
 * @throws Error for an exclusion that changes nothing: it is no longer needed.
 */
export function contractWith(contract: unknown, exclusions: readonly Exclusion[]): unknown {
  return exclusions.reduce((current, exclusion) => {
    if (exclusion.ordered || exclusion.check !== undefined) return current;
    const changed = rewrite(current, exclusion);
    if (JSON.stringify(changed) === JSON.stringify(current)) {
      const what = `${subjectOf(exclusion)} changes nothing in ${exclusion.vendor}`;
      throw new Error(`exclusions.yaml: ${what}`);
    }
    return changed;
  }, contract);
}

function rewrite(value: unknown, exclusion: Exclusion): unknown {
  if (Array.isArray(value)) return value.map((each) => rewrite(each, exclusion));
  if (typeof value !== "object" || value === null) return value;
  const { format, minimum } = exclusion;
  const entries = Object.entries(value).map(([name, each]): [string, unknown] =>
    name === "format" && each === format?.from
      ? [name, format?.to]
      : [name, rewrite(each, exclusion)],
  );
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const { name, schema } = copy;
  return minimum && name === minimum.parameter && typeof schema === "object"
    ? { ...copy, schema: { minimum: minimum.value, ...schema } }
    : copy;
}
