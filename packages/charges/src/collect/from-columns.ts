import type { Charge } from "@billkit/core/charges";
import { columns } from "../columns.js";

/** A charge from the columns of a store, which a charge was written to. */
export function fromColumns(read: (name: string) => string | boolean | undefined): Charge {
  const fields: Record<string, unknown> = {};
  const evidence: Record<string, unknown> = {};
  for (const { name } of columns) {
    const value = read(name);
    const [, first, rest] = /^evidence(.)(.*)$/.exec(name) ?? [];
    if (name === "dimensions") fields[name] = JSON.parse(String(value ?? "{}"));
    else if (value === undefined) continue;
    else if (first !== undefined) evidence[`${first.toLowerCase()}${rest ?? ""}`] = value;
    else fields[name] = value;
  }
  const charge: object = { ...fields, evidence };
  return charge as Charge;
}
