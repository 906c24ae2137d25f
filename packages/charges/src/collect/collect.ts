import type { ChargeBody, ChargeProgress, ChargeSource, Charge } from "@billkit/core/charges";
import { charges, type ChargesOptions } from "../charges.js";
import { withOwnId } from "./own-id.js";
import { splitPartitions } from "./split-partitions.js";
import { storable } from "./storable.js";
import type { Collection, Replacement, Revision, Run, Store } from "./store.js";
import { wholeMonths, type CollectSpan } from "./whole-months.js";

/** An account to collect. */
export interface CollectAccount {
  /** Unique among the accounts of a store. */
  readonly name: string;
  readonly source: ChargeSource;
}

/** What {@link collect} reads, and where to. Pass either `period` or `lookback`. */
export interface CollectOptions
  extends CollectSpan, Pick<ChargesOptions, "signal" | "now" | "sleep"> {
  readonly account: CollectAccount;
  readonly store: Store;
  readonly onProgress?: ((progress: ChargeProgress) => void) | undefined;
  /**
   * Receives each partition that is about to change, e.g. to forward it. After a crash it can come
   * twice.
   */
  readonly onChange?: Collection["onChange"];
  /** The round that this account is collected in. */
  readonly round?: string | undefined;
}

/** What a collection read and changed. */
export interface CollectResult extends Replacement {
  readonly run: Run;
  /** Rows that were read. */
  readonly rows: number;
  /** Revisions of partitions that were final. */
  readonly finalChanged: readonly Revision[];
}

/**
 * Reads one account's charges and replaces its partitions (vendor, account, view, billing period) in the
 * store, each whole. Doing it twice changes nothing. Whole months (UTC) are read: those that the period
 * touches. If a call fails, nothing is replaced.
 *
 * @throws ChargesError if a part of the charges can't be read
 * @throws ConfigurationError for an invalid period or lookback
 * @throws StoreError if the store can't be read or written
 */
export async function collect(options: CollectOptions): Promise<CollectResult> {
  const { account, store, now = Date.now, signal, sleep, onProgress } = options;
  const instant = now();
  const period = wholeMonths(options, instant);
  const run: Run = {
    id: crypto.randomUUID(),
    account: account.name,
    vendor: account.source.vendor,
    contract: account.source.contract,
    period,
    startedAt: new Date(instant).toISOString(),
    ...(options.round !== undefined && { round: options.round }),
  };
  const bodies = new Map<string, ChargeBody>();
  const onBody = (body: ChargeBody): void => {
    bodies.set(body.sha256, storable(body));
  };
  const rows: Charge[] = [];
  const read = charges([withOwnId(account.source, account.name)], {
    ...{ period, signal, sleep, onProgress, onBody },
    now: () => instant,
  });
  for await (const row of read) rows.push(storable(row));
  const partitions = await splitPartitions(rows, instant);
  signal?.throwIfAborted();
  const replacement = await store.replace({
    ...{ run, partitions, bodies, now },
    onChange: options.onChange,
  });
  return {
    ...replacement,
    run,
    rows: rows.length,
    finalChanged: replacement.revisions.filter(({ wasFinal }) => wasFinal),
  };
}
