import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Charge, Instants } from "@billkit/core/charges";
import { partitionOf, type PartitionKey } from "../../partition.js";
import { changeOf, isInPeriod, retire, revise, summarizeChanges, type Change } from "../revise.js";
import {
  maxRoundMs,
  type ChargeFilter,
  type Collection,
  type Partition,
  type PartitionChange,
  type Replacement,
  type Revision,
  type Round,
  type Run,
  type Store,
} from "../store.js";
import { allOrNone } from "./all-or-none.js";
import { readAccount, withRecord, writeAccount } from "./account-state.js";
import { readKeptBody } from "./evidence-file.js";
import { openManifest } from "./manifest.js";
import { readPartition, readRows } from "./partition-file.js";
import { readBytes } from "./read-file.js";
import {
  prepareChange,
  readStored,
  storedRows,
  type PreparedChange,
  type StoredPartition,
} from "./replace-partition.js";
import { readRevisions } from "./revisions-file.js";
import { readRound, removeRound, writeRound } from "./round-file.js";

/**
 * Opens a directory of Parquet files, or makes one.
 *
 * @throws StoreError if it isn't one, can't be written, or is of a newer version
 */
export async function openDirectoryStore(folder: string): Promise<Store> {
  const root = path.resolve(folder);
  await openManifest(root);
  return new DirectoryStore(root);
}

class DirectoryStore implements Store {
  /** Replacements go one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly name: string) {}

  replace(collection: Collection): Promise<Replacement> {
    const own = this.#last.then(() => this.#replace(collection));
    this.#last = own.catch(() => undefined);
    return own;
  }

  async #replace(collection: Collection): Promise<Replacement> {
    const { run, partitions, bodies, onChange, now = Date.now } = collection;
    const root = this.name;
    const reader = { ...run, now: now() };
    const account = await readAccount(root, run.account);
    const found = new Set(partitions.map(partitionOf));
    const missing = account.partitions.filter(
      (key) => isInPeriod(key, run) && !found.has(partitionOf(key)),
    );
    // Written before the partitions, so that one that is removed later is known to be this
    // account's.
    const seen = union(account.partitions, partitions);
    if (seen.length > account.partitions.length)
      await writeAccount(root, run.account, { ...account, partitions: seen });
    const changes: Change[] = [];
    const outdated = new Set<string>();
    const announcements = new Map<string, PartitionChange>();
    const prepare = async (
      key: PartitionKey,
      rows: readonly Charge[],
      compare: (stored: StoredPartition) => Change | undefined | Promise<Change | undefined>,
    ): Promise<PreparedChange | undefined> => {
      const stored = await readStored(root, key);
      const change = await compare(stored);
      if (change === undefined) return undefined;
      changes.push(change);
      if (change.kind === "outdated") outdated.add(partitionOf(key));
      const before = onChange && stored.partition ? await storedRows(root, key) : [];
      const ids = before.map(({ id }) => id);
      const announced = onChange && changeOf(change, key, rows, ids);
      if (announced !== undefined) announcements.set(partitionOf(key), announced);
      return prepareChange(root, key, change, stored, { rows, bodies });
    };
    const prepared = await allOrNone([
      ...partitions.map((next) =>
        prepare(next, next.rows, ({ partition, revisions }) =>
          revise(reader, next, partition, revisions.at(-1)?.revision ?? 0),
        ),
      ),
      ...missing.map((key) =>
        prepare(key, [], async ({ partition }) => {
          if (partition === undefined) return undefined;
          const accounts = await withRecord(root, partition.accounts);
          return retire(reader, { ...partition, accounts });
        }),
      ),
    ]);
    try {
      for (const key of [...partitions, ...missing].map(partitionOf)) {
        const announced = announcements.get(key);
        if (announced !== undefined) await onChange?.(announced);
      }
    } catch (error) {
      await Promise.all(prepared.map((each) => each.discard()));
      throw error;
    }
    for (const each of prepared) await each.commit();
    // A later run decides about outdated ones.
    const gone = new Set(missing.map(partitionOf).filter((key) => !outdated.has(key)));
    await writeAccount(root, run.account, {
      run,
      partitions: seen.filter((key) => !gone.has(partitionOf(key))),
    });
    return summarizeChanges(changes);
  }

  async lastRun(account: string): Promise<Run | undefined> {
    return (await readAccount(this.name, account)).run;
  }

  async beginRound(period: Instants, now: number): Promise<Round> {
    const open = await readRound(this.name);
    const isSame = JSON.stringify(open?.period) === JSON.stringify(period);
    if (open !== undefined && isSame && now - Date.parse(open.startedAt) < maxRoundMs)
      return { id: open.id, startedAt: open.startedAt, isResumed: true };
    const round = { id: crypto.randomUUID(), startedAt: new Date(now).toISOString() };
    await writeRound(this.name, { ...round, period });
    return { ...round, isResumed: false };
  }

  async endRound(id: string): Promise<void> {
    if ((await readRound(this.name))?.id === id) await removeRound(this.name);
  }

  async *charges(filter: ChargeFilter = {}): AsyncIterable<Charge> {
    for await (const { file, bytes, partition } of this.#files()) {
      if (filter.vendor !== undefined && partition.vendor !== filter.vendor) continue;
      if (filter.accountId !== undefined && partition.accountId !== filter.accountId) continue;
      yield* await readRows(file, bytes);
    }
  }

  async *partitions(): AsyncIterable<Partition> {
    for await (const { partition } of this.#files()) yield partition;
  }

  async *revisions(): AsyncIterable<Revision> {
    for (const file of await this.#find(/\/_[^/]*\.revisions\.jsonl$/))
      yield* await readRevisions(file);
  }

  body(partition: PartitionKey, sha256: string): Promise<string | undefined> {
    return readKeptBody(this.name, partition, sha256);
  }

  async close(): Promise<void> {
    await this.#last;
  }

  async *#files() {
    for (const file of await this.#find(/\/[^/_.][^/]*\.parquet$/)) {
      const bytes = await readBytes(file);
      if (bytes !== undefined) yield { file, bytes, partition: await readPartition(file, bytes) };
    }
  }

  async #find(pattern: RegExp): Promise<string[]> {
    const names = await readdir(this.name, { recursive: true });
    return names
      .map((name) => path.join(this.name, name))
      .filter((name) => pattern.test(name.replaceAll(path.sep, "/")))
      .sort();
  }
}

function union(known: readonly PartitionKey[], found: readonly PartitionKey[]): PartitionKey[] {
  const all = new Map(known.map((key) => [partitionOf(key), key]));
  for (const { vendor, accountId, view, billingPeriodStart } of found) {
    const key = { vendor, accountId, view, billingPeriodStart };
    all.set(partitionOf(key), key);
  }
  return [...all.values()];
}
