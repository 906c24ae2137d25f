import type { Charge, ChargeRequest, ChargeSource } from "@billkit/core/charges";
import { checkCharge } from "./check-charge.js";
import type { FailedCall, SourceFailure } from "./charges-error.js";
import { readContractSource } from "./contract-source.js";
import { messageOf } from "./message.js";
import { outsidePeriod } from "./outside-period.js";
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
  let outside: Error | undefined;
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
      const error = "read" in source ? outsidePeriod(row, request.period) : undefined;
      if (error === undefined) rows.push(row);
      else outside ??= error;
    }
  } catch (error) {
    onFailure(error);
  }
  // One error, because a source that ignores the period has many such rows.
  if (outside !== undefined) onFailure(outside);
  return { rows, errors };
}
