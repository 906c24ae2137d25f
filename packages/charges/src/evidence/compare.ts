import type { Charge } from "@billkit/core/charges";
import type { Difference } from "./recompute.js";

/** Compares stored rows byte for byte with recomputed ones. */
export function compare(kept: readonly Charge[], recomputed: readonly Charge[]): Difference[] {
  const wanted = new Map(recomputed.map((row) => [row.id, row]));
  const differences = kept.flatMap((row) => {
    const other = wanted.get(row.id);
    wanted.delete(row.id);
    if (other === undefined)
      return [{ id: row.id, problem: "doesn't follow from the kept bodies" }];
    if (JSON.stringify(row) === JSON.stringify(other)) return [];
    const field = differing(row, other);
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

const differing = (a: Charge, b: Charge): string =>
  Object.keys({ ...a, ...b }).find((key) => valueOf(a, key) !== valueOf(b, key)) ??
  "order of fields";

function valueOf(row: Charge, field: string): string {
  const value: unknown = Object.entries(row).find(([key]) => key === field)?.[1];
  return value === undefined ? "absent" : JSON.stringify(value);
}
