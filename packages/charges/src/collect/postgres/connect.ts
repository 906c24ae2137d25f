import type { Pool, PoolClient } from "pg";
import { checkVersion } from "../schema-version.js";
import { StoreError } from "../store-error.js";
import { migrations } from "./schema.js";

/** A database with the store's tables. */
export interface Database {
  /** The address without user and password. */
  readonly name: string;
  readonly pool: Pool;
}

/** Programs that open a store at the same time migrate it one after the other. */
const migrationLock = 4_173_220_117;

/**
 * Connects, and creates or migrates the tables of schema `billkit`.
 *
 * @param url - `postgres://user:password@host:5432/database`
 * @throws StoreError if the address is invalid, the server can't be reached, or the store is of a
 * newer version
 */
export async function openDatabase(url: string, steps = migrations): Promise<Database> {
  const name = nameOf(url);
  const { Pool } = await loadPg();
  const pool = new Pool({ connectionString: url, max: 4, application_name: "billkit" });
  // A connection that the server ends is replaced at the next query, and a query in flight throws.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const database = { name, pool };
  try {
    await transaction(database, (client) => migrate(client, name, steps));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

function nameOf(url: string): string {
  if (!URL.canParse(url)) throw new StoreError("The store's address isn't a valid URL.");
  const { hostname, port, pathname } = new URL(url);
  return `postgres://${hostname}${port && `:${port}`}${pathname}`;
}

async function loadPg(): Promise<{ readonly Pool: typeof Pool }> {
  try {
    return (await import("pg")).default;
  } catch (error) {
    throw new StoreError("A PostgreSQL store needs the package pg: npm install pg@8", error);
  }
}

/** Takes a connection from the pool. @throws StoreError if there is none */
export async function connect({ name, pool }: Database): Promise<PoolClient> {
  return pool.connect().catch((error: unknown) => {
    throw databaseError(name, error);
  });
}

/** Runs all or nothing. @throws StoreError if the database fails */
export async function transaction<T>(
  database: Database,
  run: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connect(database);
  try {
    await client.query("BEGIN");
    const result = await run(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection that can't roll back isn't used again.
    const isUsable = await client.query("ROLLBACK").then(
      () => true,
      () => false,
    );
    client.release(!isUsable);
    throw databaseError(database.name, error);
  }
}

/** What the database reports; its messages have no password. */
export function databaseError(name: string, error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const { message = "", code } = error as Partial<NodeJS.ErrnoException>;
  // Classes 22 and 23: the database can't store these rows.
  const affects = /^2[23]/.test(code ?? "") ? "account" : "store";
  return new StoreError(
    `${name}: ${message || (code ?? "the connection failed")}.`,
    error,
    affects,
  );
}

async function migrate(client: PoolClient, name: string, steps: readonly string[]): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
  const { rows } = await client.query<{ table: string | null }>(
    "SELECT to_regclass('billkit.store')::text AS table",
  );
  if (rows[0]?.table === null) {
    await client.query(
      "CREATE SCHEMA IF NOT EXISTS billkit; CREATE TABLE billkit.store (schema_version integer NOT NULL)",
    );
    await client.query("INSERT INTO billkit.store VALUES (0)");
  }
  const version = await readVersion(client);
  checkVersion(name, version, steps.length);
  if (version === steps.length) return;
  for (const step of steps.slice(version)) await client.query(step);
  await client.query("UPDATE billkit.store SET schema_version = $1", [steps.length]);
}

/** @throws StoreError if a newer program has migrated the store since it was opened */
export async function checkStillCurrent(client: PoolClient, name: string): Promise<void> {
  checkVersion(name, await readVersion(client, " FOR SHARE"), migrations.length);
}

async function readVersion(client: PoolClient, lock = ""): Promise<number> {
  const { rows } = await client.query<{ schema_version: number }>(
    `SELECT schema_version FROM billkit.store${lock}`,
  );
  return rows[0]?.schema_version ?? 0;
}
