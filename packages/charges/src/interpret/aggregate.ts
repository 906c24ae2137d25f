import type { ViewDefinition } from "@billkit/core/charges";
import { textOf, type Wire } from "./json.js";
import { valueAt } from "./place.js";
import { matches } from "./value.js";

/** Finds the rows of a response that repeat the money of others. */
export function aggregatesOf(
  { aggregates, hierarchy }: ViewDefinition,
  rows: readonly Wire[],
): (row: Wire) => boolean {
  const nameOf = (row: Wire): string =>
    hierarchy === undefined ? "" : (textOf(valueAt(row, hierarchy.at)) ?? "");
  const parents = new Set<string>();
  if (hierarchy !== undefined)
    for (const name of rows.map(nameOf)) {
      const parts = name.split(hierarchy.separator);
      for (let length = 1; length < parts.length; length++)
        parents.add(parts.slice(0, length).join(hierarchy.separator));
    }
  return (row) =>
    (aggregates !== undefined && matches(row, aggregates)) || parents.has(nameOf(row));
}
