import type { Charge } from "@billkit/core/charges";
import type { Difference } from "./recompute.js";

/** Compares stored rows with recomputed ones, digit for digit. */
export function compare(kept: readonly Charge[], recomputed: readonly Charge[]): Difference[] {
  const wanted = new Map(recomputed.map((row) => [row.id, row]));
  const differences = kept.flatMap((row) => {
    const other = wanted.get(row.id);
    wanted.delete(row.id);
    if (other === undefined)
      return [{ id: row.id, problem: "doesn't follow from the kept bodies" }];
    const field = differing(row, other);
    if (field === undefined) return [];
    return [
      {
        id: row.id,
        problem: `${field} is ${valueOf(row, field)}; the kept bodies result in ${valueOf(other, field)}`,
      },
    ];
  });
  const missing = [...wanted.keys()].map((id) => ({
    id,
    problem: "is missing from charges.jsonl",
  }));
  return [...differences, ...missing];
}

const differing = (a: Charge, b: Charge): string | undefined =>
  Object.keys({ ...a, ...b }).find((key) => valueOf(a, key) !== valueOf(b, key));

function valueOf(row: Charge, field: string): string {
  const value: unknown = Object.entries(row).find(([key]) => key === field)?.[1];
  return value === undefined ? "absent" : JSON.stringify(value, sorted);
}

/** Versions of this package have written members in other orders. */
const sorted = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
