import type { PoolClient, QueryResultRow } from "pg";
import type { Charge, Instants } from "@billkit/core/charges";
import { partitionOf, type PartitionKey } from "../../partition.js";
import { changeOf, isInPeriod, retire, revise, summarizeChanges, type Change } from "../revise.js";
import {
  maxRoundMs,
  type ChargeFilter,
  type Collection,
  type Partition,
  type Replacement,
  type Revision,
  type Round,
  type Run,
  type Store,
} from "../store.js";
import {
  checkStillCurrent,
  connect,
  databaseError,
  openDatabase,
  transaction,
  type Database,
} from "./connect.js";
import {
  toCharge,
  toPartition,
  toRevision,
  toRun,
  type AccountRow,
  type PartitionRow,
  type RevisionRow,
} from "./records.js";
import { idsOf, select, withRecord } from "./read.js";
import { insert, writeChange, writeRun, type ChangeContent } from "./write.js";

/**
 * Opens a PostgreSQL store: the tables of schema `billkit`, which are created or migrated. Needs
 * the package `pg`.
 *
 * @param url - `postgres://user:password@host:5432/database`
 * @throws StoreError if the address is invalid, the server can't be reached, or the store is of a
 * newer version
 */
export async function openPostgresStore(url: string): Promise<Store> {
  return new PostgresStore(await openDatabase(url));
}

/** Rows that a cursor fetches at a time. */
const fetchSize = 1000;

class PostgresStore implements Store {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get name(): string {
    return this.#database.name;
  }

  replace(collection: Collection): Promise<Replacement> {
    return transaction(this.#database, async (client) => {
      await checkStillCurrent(client, this.name);
      return replaceIn(client, collection);
    });
  }

  async lastRun(account: string): Promise<Run | undefined> {
    const [row] = await this.#query<AccountRow>(
      "SELECT * FROM billkit.accounts WHERE account = $1",
      [account],
    );
    return row && toRun(row);
  }

  async beginRound(period: Instants, now: number): Promise<Round> {
    return transaction(this.#database, async (client) => {
      await client.query("LOCK TABLE billkit.rounds IN EXCLUSIVE MODE");
      const { rows } = await client.query<{ id: string; started_at: Date }>(
        `SELECT id, started_at FROM billkit.rounds
         WHERE ended_at IS NULL AND period_start = $1 AND period_end = $2 AND started_at > $3
         ORDER BY started_at DESC LIMIT 1`,
        [period.start, period.end, new Date(now - maxRoundMs).toISOString()],
      );
      const [open] = rows;
      if (open !== undefined)
        return { id: open.id, startedAt: open.started_at.toISOString(), isResumed: true };
      const round = { id: crypto.randomUUID(), startedAt: new Date(now).toISOString() };
      // Only the latest round can be resumed.
      await client.query("UPDATE billkit.rounds SET ended_at = now() WHERE ended_at IS NULL");
      await insert(client, "rounds", {
        id: round.id,
        period_start: period.start,
        period_end: period.end,
        started_at: round.startedAt,
      });
      return { ...round, isResumed: false };
    });
  }

  async endRound(id: string): Promise<void> {
    await this.#query("UPDATE billkit.rounds SET ended_at = now() WHERE id = $1", [id]);
  }

  async *charges({ vendor, accountId }: ChargeFilter = {}): AsyncIterable<Charge> {
    const sql = `SELECT * FROM billkit.charges
      WHERE ($1::text IS NULL OR vendor = $1) AND ($2::text IS NULL OR account_id = $2)
      ORDER BY vendor, account_id, view, billing_period_start, id`;
    for await (const row of this.#cursor(sql, [vendor ?? null, accountId ?? null]))
      yield toCharge(row);
  }

  async *partitions(): AsyncIterable<Partition> {
    const sql = `SELECT * FROM billkit.partitions WHERE NOT is_gone
      ORDER BY vendor, account_id, billing_period_start, view`;
    for await (const row of this.#cursor<PartitionRow>(sql)) yield toPartition(row);
  }

  async *revisions(): AsyncIterable<Revision> {
    const sql = `SELECT * FROM billkit.revisions
      ORDER BY vendor, account_id, billing_period_start, view, revision, currency`;
    for await (const row of this.#cursor<RevisionRow>(sql)) yield toRevision(row);
  }

  async body(key: PartitionKey, sha256: string): Promise<string | undefined> {
    const [row] = await this.#query<{ body: string }>(
      `SELECT body FROM billkit.evidence WHERE vendor = $1 AND account_id = $2 AND view = $3
       AND billing_period_start = $4 AND sha256 = $5`,
      [key.vendor, key.accountId, key.view, key.billingPeriodStart, sha256],
    );
    return row?.body;
  }

  async close(): Promise<void> {
    await this.#database.pool.end();
  }

  async #query<Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    try {
      return (await this.#database.pool.query<Row>(sql, [...values])).rows;
    } catch (error) {
      throw databaseError(this.name, error);
    }
  }

  /** Reads rows in parts, so that memory stays flat. */
  async *#cursor<Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): AsyncGenerator<Row, void, undefined> {
    const client = await connect(this.#database);
    try {
      await client.query("BEGIN READ ONLY");
      await client.query(`DECLARE stored CURSOR FOR ${sql}`, [...values]);
      for (;;) {
        const { rows } = await client.query<Row>(`FETCH ${fetchSize} FROM stored`);
        yield* rows;
        if (rows.length < fetchSize) break;
      }
    } catch (error) {
      throw databaseError(this.name, error);
    } finally {
      await client.query("ROLLBACK").catch(() => undefined);
      client.release();
    }
  }
}

async function replaceIn(
  client: PoolClient,
  { run, partitions, bodies, onChange, now = Date.now }: Collection,
): Promise<Replacement> {
  const owned = await client.query<PartitionRow>(
    `SELECT * FROM billkit.partitions
     WHERE NOT is_gone AND accounts @> ARRAY[$1]
     AND billing_period_start >= $2 AND billing_period_start < $3`,
    [run.account, run.period.start, run.period.end],
  );
  const found = new Set(partitions.map(partitionOf));
  const missing = owned.rows
    .map(toPartition)
    .filter((partition) => isInPeriod(partition, run) && !found.has(partitionOf(partition)));
  await lock(client, [...partitions, ...missing]);
  const reader = { ...run, now: now() };
  const changes: Change[] = [];
  const write = async (change: Change, content: ChangeContent): Promise<void> => {
    const { key, next } = content;
    if (onChange) {
      const announced = changeOf(change, key, next?.rows ?? [], await idsOf(client, key));
      if (announced !== undefined) await onChange(announced);
    }
    await writeChange(client, change, content);
    changes.push(change);
  };
  for (const next of partitions) {
    const row = await select(client, next);
    const stored = row && !row.is_gone ? toPartition(row) : undefined;
    const change = revise(reader, next, stored, row?.revision ?? 0);
    await write(change, { key: next, stored, next, bodies });
  }
  for (const key of missing) {
    const row = await select(client, key);
    if (row === undefined || row.is_gone) continue;
    const stored = toPartition(row);
    const accounts = await withRecord(client, stored.accounts);
    await write(retire(reader, { ...stored, accounts }), { key, stored, next: undefined, bodies });
  }
  await writeRun(client, run);
  return summarizeChanges(changes);
}

/**
 * Locks accounts, always in the same order, so that two runs of one account wait for each other.
 */
async function lock(client: PoolClient, keys: readonly PartitionKey[]): Promise<void> {
  const accounts = new Set(
    keys.map(({ vendor, accountId }) => JSON.stringify([vendor, accountId])),
  );
  for (const account of [...accounts].sort())
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [account]);
}
