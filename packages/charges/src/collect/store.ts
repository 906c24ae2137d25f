import type { Charge, ChargeBody, Instants } from "@billkit/core/charges";
import type { PartitionKey } from "../partition.js";
import type { Total } from "../totals.js";

/** Keeps collected charges. A directory and PostgreSQL are such stores; see `openStore`. */
export interface Store {
  /** Its folder, or its address without the password. */
  readonly name: string;
  /**
   * Replaces an account's partitions. What didn't change isn't written, and nothing replaces what was
   * read later, by clocks that agree within minutes.
   * @throws StoreError if it can't be written; each partition then is what it was, or whole
   */
  replace(collection: Collection): Promise<Replacement>;
  /** An account's latest collection; undefined for none. */
  lastRun(account: string): Promise<Run | undefined>;
  /**
   * Starts a round over many accounts, or returns the one of this period that was interrupted less than
   * twelve hours ago.
   */
  beginRound(period: Instants, now: number): Promise<Round>;
  /** Ends a round: the next one collects every account again. */
  endRound(id: string): Promise<void>;
  /** The stored rows; figures have the same value as was sent, perhaps without trailing zeros. */
  charges(filter?: ChargeFilter): AsyncIterable<Charge>;
  partitions(): AsyncIterable<Partition>;
  revisions(): AsyncIterable<Revision>;
  /** A body that stored rows were read from, without secrets; undefined if it isn't stored. */
  body(partition: PartitionKey, sha256: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Limits rows. */
export interface ChargeFilter {
  readonly vendor?: string | undefined;
  readonly accountId?: string | undefined;
}

/** A collection of one account. */
export interface Run {
  readonly id: string;
  /** The account's name in the accounts file. */
  readonly account: string;
  readonly vendor: string;
  readonly contract: string;
  readonly period: Instants;
  /** Before the first request. Rows of a run that started later aren't replaced. */
  readonly startedAt: string;
  readonly round?: string | undefined;
}

/** A partition that is about to change. */
export interface PartitionChange extends PartitionKey {
  /** Its new rows; none if it is removed. */
  readonly rows: readonly Charge[];
  /** Ids of rows that were there before and no longer are. */
  readonly removed: readonly string[];
}

/** What a run read. */
export interface Collection {
  readonly run: Run;
  readonly partitions: readonly CollectedPartition[];
  /** The bodies that rows refer to, by hash. */
  readonly bodies: ReadonlyMap<string, ChargeBody>;
  /** Receives each change before it takes effect; if it throws, none of them does. */
  readonly onChange?: ((change: PartitionChange) => Promise<void>) | undefined;
  /**
   * Current time in epoch milliseconds: what was stored minutes after it, by a wrong clock, is replaced.
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** A partition's rows and what is known of them. */
export interface CollectedPartition extends PartitionSummary {
  readonly rows: readonly Charge[];
}

/** What a partition has, without its rows. */
export interface PartitionSummary extends PartitionKey {
  readonly billingPeriodEnd: string;
  /** SHA-256 of the rows, without evidence and `final`. */
  readonly contentHash: string;
  readonly rowCount: number;
  /** Rows that the vendor can still change. */
  readonly openRows: number;
  /** All rows are final, and the billing period is over. */
  readonly final: boolean;
  /** Sums of all rows, by currency. */
  readonly totals: readonly PartitionTotal[];
}

/** The sum of a partition's rows in one currency. */
export type PartitionTotal = Pick<Total, "currency" | "amount" | "count" | "unpriced">;

/** A stored partition. */
export interface Partition extends PartitionSummary {
  /** 0 as first read; each change adds one. */
  readonly revision: number;
  /** The run that wrote it, and when that run started. */
  readonly runId: string;
  readonly startedAt: string;
  /** The accounts that see it, by their names in the accounts file. */
  readonly accounts: readonly string[];
}

/** One currency of a partition before and after a change. */
export interface Revision extends PartitionKey {
  readonly revision: number;
  readonly currency: string;
  /** Null: the partition had no row in this currency. */
  readonly amountBefore: string | null;
  readonly amountAfter: string | null;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  /** The partition was final before: the vendor changed what it had called finished. */
  readonly wasFinal: boolean;
  readonly runId: string;
  readonly revisedAt: string;
}

/** What a run changed in the store. */
export interface Replacement {
  /** Partitions read for the first time. */
  readonly added: number;
  /** Partitions whose rows changed or disappeared. */
  readonly replaced: number;
  readonly unchanged: number;
  /** Partitions that weren't stored, because a run which started later had written other rows. */
  readonly outdated: number;
  /** When the latest of those runs started. */
  readonly outdatedBy?: string;
  readonly revisions: readonly Revision[];
}

/** One pass over many accounts. */
export interface Round {
  readonly id: string;
  readonly startedAt: string;
  /** It was interrupted before. */
  readonly isResumed: boolean;
}

/** An interrupted round is resumed for so long. */
export const maxRoundMs = 12 * 3_600_000;
