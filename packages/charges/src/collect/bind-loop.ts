import type { LoopDefinition, ViewDefinition } from "@billkit/core/charges";
import { textOf, type Wire } from "../interpret/json.js";
import { valueAt } from "../interpret/place.js";

/**
 * A view's definition for one item of its outermost loop: references to the item become constants,
 * and the loop's list isn't requested.
 */
export function bindLoop(view: ViewDefinition, item: Wire): ViewDefinition {
  const [loop, ...others] = view.each ?? [];
  if (loop === undefined) return view;
  const bound = bind({ ...view, each: others }, loop, item, "field");
  return bound as ViewDefinition;
}

function bind(
  value: unknown,
  loop: LoopDefinition,
  item: Wire,
  place: "field" | "argument",
): unknown {
  if (Array.isArray(value)) return value.map((each) => bind(each, loop, item, place));
  if (typeof value !== "object" || value === null) return value;
  if ("loop" in value && "at" in value && value.loop === loop.name) {
    const text = textOf(valueAt(item, String(value.at)));
    if (place === "argument") return text;
    return text === undefined ? { first: [] } : { constant: text };
  }
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
    key,
    bind(each, loop, item, key === "arguments" ? "argument" : place),
  ]);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}
