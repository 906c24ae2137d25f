import type { Charge, ChargeRequest, ChargeSource } from "@billkit/core/charges";
import { checkCharge } from "./check-charge.js";
import type { SourceFailure } from "./charges-error.js";

export interface Collected {
  readonly rows: readonly Charge[];
  readonly errors: readonly SourceFailure[];
}

/** Reads one source to its end. Never rejects: rows that came before a failure are kept. */
export async function collect(source: ChargeSource, request: ChargeRequest): Promise<Collected> {
  const { vendor } = source;
  const rows: Charge[] = [];
  const errors: SourceFailure[] = [];
  try {
    for await (const row of read(source, request)) {
      checkCharge(row, vendor);
      rows.push(row);
    }
  } catch (error) {
    errors.push({ vendor, error });
  }
  return { rows, errors };
}

function read(source: ChargeSource, request: ChargeRequest): AsyncIterable<Charge> {
  if ("read" in source) return source.read(request);
  throw new TypeError(`${source.vendor}: this version can't read generated sources.`);
}
