import type { Charge, ChargeRequest, ChargeSource } from "@billkit/core/charges";
import { checkCharge } from "./check-charge.js";
import type { FailedCall, SourceFailure } from "./charges-error.js";
import { readContractSource } from "./contract-source.js";
import type { Sleep } from "./sleep.js";

export interface SourceRows {
  readonly rows: readonly Charge[];
  readonly errors: readonly Omit<SourceFailure, "source">[];
}

/** Reads one source to its end. Never rejects: rows that came before a failure are kept. */
export async function readSource(
  source: ChargeSource,
  request: ChargeRequest,
  sleep: Sleep,
): Promise<SourceRows> {
  const { vendor } = source;
  const rows: Charge[] = [];
  const errors: Omit<SourceFailure, "source">[] = [];
  const calls = new Map<unknown, FailedCall>();
  const onFailure = (error: unknown): void => {
    // Several views can need the same call.
    if (errors.some((known) => known.error === error)) return;
    const call = calls.get(error);
    errors.push({ vendor, error, ...(call !== undefined && { call }) });
  };
  const onFailedCall = (error: unknown, call: FailedCall): void => void calls.set(error, call);
  try {
    const read =
      "read" in source
        ? source.read(request)
        : readContractSource(source, request, { onFailure, onFailedCall }, sleep);
    for await (const row of read) {
      rows.push(checkCharge(row, vendor));
    }
  } catch (error) {
    onFailure(error);
  }
  return { rows, errors };
}
