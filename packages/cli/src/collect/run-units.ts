import { collect, type CollectResult, type Round, type Store } from "@billkit/charges/collect";
import type { AccountConfig } from "../config/accounts.js";
import type { Io } from "../io.js";
import { titleOf } from "../vendors/registry.js";
import {
  accountFailure,
  isFatal,
  isRejected,
  isTransient,
  RejectedBefore,
  type AccountFailure,
} from "./account-failure.js";
import { connectionKey, type Connections } from "./connections.js";
import { interleave } from "./interleave.js";
import { runPool } from "./pool.js";
import type { SingerWriter } from "./singer.js";
import { unitsOf, type Unit } from "./units.js";

/** What one pass over all accounts does. */
export interface Pass {
  readonly accounts: readonly AccountConfig[];
  readonly connections: Connections;
  readonly store: Store;
  readonly round: Round;
  readonly period: { readonly start: string; readonly end: string };
  /** The number of a vendor's accounts that are collected concurrently. */
  readonly concurrency: number;
  readonly io: Io;
  readonly singer: SingerWriter | undefined;
  readonly sleep: (ms: number) => Promise<void>;
  readonly on: PassEvents;
}

/** What a pass reports. */
export interface PassEvents {
  /** Units of a vendor are known. */
  known(vendor: string, count: number): void;
  collected(result: CollectResult): void;
  /** A run that was interrupted had collected it. */
  skipped(vendor: string): void;
  failed(vendor: string, failure: AccountFailure): void;
}

/** The number of attempts after transient failures. */
const maxAttempts = 5;

/**
 * Collects all accounts. Vendors don't wait for one another.
 * @throws StoreError if the store fails; the signal's reason after an abort
 */
export async function runPass(pass: Pass): Promise<void> {
  const vendors = [...new Set(pass.accounts.map(({ vendor }) => vendor))];
  const stop = new AbortController();
  const settled = await Promise.allSettled(
    vendors.map(async (vendor) => {
      try {
        await runVendor(pass, vendor, stop.signal);
      } catch (error) {
        // The store has failed for all of them.
        stop.abort(error);
        throw error;
      }
    }),
  );
  const failed = settled.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function runVendor(pass: Pass, vendor: string, signal: AbortSignal): Promise<void> {
  const { concurrency, connections, io, on, sleep } = pass;
  const attempt = async (
    account: string,
    number: number,
    run: () => Promise<void>,
  ): Promise<"done" | "again"> => {
    signal.throwIfAborted();
    try {
      await run();
    } catch (error) {
      io.signal.throwIfAborted();
      if (isFatal(error)) throw error;
      if (isTransient(error) && number < maxAttempts) return "again";
      on.failed(vendor, accountFailure(account, titleOf(vendor), error));
    }
    return "done";
  };
  const units: Unit[] = [];
  await runPool({
    items: pass.accounts.filter((account) => account.vendor === vendor),
    ...{ concurrency, sleep },
    run: (account, number) =>
      attempt(account.name, number, async () => {
        units.push(...(await unitsOf(account, connections, io)));
      }),
  });
  on.known(vendor, units.length);
  const left = new Map<string, number>();
  for (const { account } of units) count(left, connectionKey(account), 1);
  await runPool({
    items: interleave(units, ({ account }) => connectionKey(account)),
    ...{ concurrency, sleep },
    run: async (unit, number) => {
      const outcome = await attempt(unit.name, number, () => runUnit(pass, unit));
      if (outcome === "again") return outcome;
      const key = connectionKey(unit.account);
      if (count(left, key, -1) === 0) {
        left.delete(key);
        connections.close(key);
      }
      return outcome;
    },
  });
}

function count(counts: Map<string, number>, key: string, by: number): number {
  const next = (counts.get(key) ?? 0) + by;
  counts.set(key, next);
  return next;
}

async function runUnit(pass: Pass, unit: Unit): Promise<void> {
  const { connections, store, round, period, io, singer, on } = pass;
  const { vendor } = unit.account;
  if (round.isResumed && (await store.lastRun(unit.name))?.round === round.id) {
    on.skipped(vendor);
    return;
  }
  const connection = await connections.open(unit.account);
  const source = unit.narrow(connection.source);
  // With a rejected credential, its thousands of accounts aren't tried one by one.
  if (connection.isRejected) throw new RejectedBefore();
  try {
    const result = await collect({
      account: { name: unit.name, source },
      ...{ period, store, signal: io.signal, now: io.now, round: round.id },
      ...(singer && { onChange: (change) => singer.change(change, io.now()) }),
    });
    await singer?.state(result.run);
    on.collected(result);
  } catch (error) {
    if (isRejected(error)) connection.isRejected = true;
    throw error;
  }
}
