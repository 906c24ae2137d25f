import type { Charge, ChargeRequest, ChargeSource } from "@billkit/core/charges";
import { checkCharge } from "./check-charge.js";
import { checkInPeriod } from "./check-in-period.js";
import type { FailedCall, SourceFailure } from "./charges-error.js";
import { readContractSource } from "./contract-source.js";
import { messageOf } from "./message.js";
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
    const call = calls.get(error);
    // Several views can need the same call, or loop over the same item.
    const isKnown = (known: Omit<SourceFailure, "source">): boolean =>
      known.error === error ||
      (known.call === undefined && !call && messageOf(known.error) === messageOf(error));
    if (errors.some(isKnown)) return;
    errors.push({ vendor, error, ...(call !== undefined && { call }) });
  };
  const onFailedCall = (error: unknown, call: FailedCall): void => void calls.set(error, call);
  try {
    const read =
      "read" in source
        ? source.read(request)
        : readContractSource(source, request, { onFailure, onFailedCall }, sleep);
    for await (const given of read) {
      const row = checkCharge(given);
      // A contract's rows are compared with the period when they are read.
      if ("read" in source) checkInPeriod(row, request.period);
      rows.push(row);
    }
  } catch (error) {
    onFailure(error);
  }
  return { rows, errors };
}
