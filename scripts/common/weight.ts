import type { Json } from "./json.js";
import { MAX_DEPTH } from "./json-text.js";

/** No real description has this much text, even with its aliases expanded. */
const MAX_WEIGHT = 256 * 1024 * 1024;

/** The size of a part of a document with its aliases expanded. */
interface Measure {
  readonly weight: number;
  readonly depth: number;
}

/**
 * Checks a document that can contain aliases: in memory, an alias is the same object as its target, and
 * can even contain itself.
 * @returns the problem, if there is one
 */
export function excessOf(document: Json): string | undefined {
  const known = new Map<Json, Measure>();
  const inside = new Set<Json>();
  let problem: string | undefined;
  const measure = (node: Json): Measure => {
    if (typeof node === "string") return { weight: node.length + 4, depth: 0 };
    if (typeof node !== "object" || node === null || problem !== undefined)
      return { weight: 8, depth: 0 };
    const before = known.get(node);
    if (before) return before;
    if (inside.has(node)) problem ??= "an alias is inside its own target";
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
