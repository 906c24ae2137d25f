import type { Json } from "./json.js";
import { MAX_DEPTH } from "./json-text.js";

/** So much text no honest description comes to, its aliases written out. */
const MAX_WEIGHT = 256 * 1024 * 1024;

/** What a part of a document comes to when it is written out. */
interface Measure {
  readonly weight: number;
  readonly depth: number;
}

/**
 * Whether a document that aliases may have made is one to work with: what YAML repeats by an alias is
 * one object in memory, and may stand inside itself.
 * @returns what is wrong with it, if anything
 */
export function excessOf(document: Json): string | undefined {
  const known = new Map<Json, Measure>();
  const inside = new Set<Json>();
  let problem: string | undefined;
  const measure = (node: Json): Measure => {
    if (typeof node === "string") return { weight: node.length + 4, depth: 0 };
    if (typeof node === "number" && !Number.isFinite(node))
      problem ??= "it holds a number that is not finite";
    if (typeof node !== "object" || node === null || problem !== undefined)
      return { weight: 8, depth: 0 };
    const before = known.get(node);
    if (before) return before;
    if (inside.has(node)) problem ??= "an alias stands inside what it repeats";
    if (inside.size > MAX_DEPTH) problem ??= "it is nested too deeply";
    if (problem !== undefined) return { weight: 0, depth: 0 };
    inside.add(node);
    let [weight, depth] = [8, 0];
    for (const [key, value] of Object.entries(node)) {
      const part = measure(value);
      weight += key.length + part.weight;
      depth = Math.max(depth, part.depth);
    }
    inside.delete(node);
    if (weight > MAX_WEIGHT) problem ??= "its YAML aliases expand to too much";
    if (depth > MAX_DEPTH) problem ??= "it is nested too deeply";
    const found = { weight, depth: depth + 1 };
    known.set(node, found);
    return found;
  };
  measure(document);
  return problem;
}
