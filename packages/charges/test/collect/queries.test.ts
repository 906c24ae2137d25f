import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Big from "big.js";
import { Client } from "pg";
import { openStore, type Store } from "../../src/collect/index.js";
import { startPostgres, type Postgres } from "../support/postgres.js";
import { unpriced } from "../support/charge.js";
import { collectRows, july, june, now } from "./support/account.js";

const guide = readFileSync(path.resolve(__dirname, "../../../../docs/collect.md"), "utf8");
const [views = "", revisions = "", ...queries] = [...guide.matchAll(/```sql\n([^`]+)```/g)].map(
  ([, sql = ""]) => sql,
);

let postgres: Postgres;
const folder = mkdtempSync(path.join(os.tmpdir(), "billkit-queries-"));
beforeAll(async () => {
  postgres = await startPostgres();
  for (const address of [folder, postgres.url]) {
    const store = await openStore(address);
    await fill(store);
    await store.close();
  }
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

async function fill(store: Store): Promise<void> {
  const span = { period: "2026-06-01..2026-07-31" };
  const team = { dimensions: { team: "core" } };
  await collectRows(store, [june("a", "1.10", team), june("u", "9", { view: "usage" })], span);
  await collectRows(
    store,
    [
      june("a", "1.25", team),
      june("b", "0.01999999999999999872", { item: "seconds" }),
      june("p", "50", { view: "purchases", category: "purchase" }),
      unpriced({ id: "n" }),
      july("c", "3.5"),
    ],
    { ...span, now: () => now + 1 },
  );
  await collectRows(store, [], { name: "fresh", now: () => Date.now() });
}

/** Rows as text, whatever each database makes of numbers and instants. */
const comparable = (rows: readonly (readonly unknown[])[]): string[][] =>
  rows.map((row) =>
    row.map((value) => {
      if (value instanceof Date) return value.toISOString().slice(0, 10);
      const text = String(value);
      if (/^-?\d+(\.\d+)?$/.test(text)) return new Big(text).toFixed();
      return /^\d{4}-\d{2}-\d{2}[ T]/.test(text) ? text.slice(0, 10) : text;
    }),
  );

async function onPostgres(sql: string): Promise<string[][]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
  await client.end();
  return comparable(rows);
}

async function onDuckDb(sql: string): Promise<string[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run((views + revisions).replaceAll("'charges/", `'${folder}/`));
  const text = `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql.trim().replace(/;$/, "")})`;
  const rows = (await connection.runAndReadAll(text)).getRows();
  connection.closeSync();
  return comparable(rows);
}

it.each([
  [
    "cost by month",
    [
      ["2026-06-01", "acme", "USD", "1.26999999999999999872", "1"],
      ["2026-07-01", "acme", "USD", "3.5", "0"],
    ],
  ],
  [
    "use by team",
    [
      ["(none)", "USD", "0.01999999999999999872"],
      ["core", "USD", "1.25"],
    ],
  ],
  [
    "growth",
    [
      ["acme", "minutes", "USD", "2.25"],
      ["acme", "seconds", "USD", "-0.01999999999999999872"],
    ],
  ],
  [
    "final bills that changed",
    [
      ["acme", "a-1", "costs", "2026-06-01", "USD", "1.1", "1.26999999999999999872"],
      ["acme", "a-1", "usage", "2026-06-01", "USD", "9", "null"],
    ],
  ],
  ["stale accounts", [["acme", "acme"]]],
])("answers with SQL and with DuckDB: %s", async (title, expected) => {
  const names = ["cost by month", "use by team", "growth", "final bills that changed"];
  const sql = queries[names.includes(title) ? names.indexOf(title) : 4] ?? "";
  expect(await onPostgres(sql)).toEqual(expected);
  expect(await onDuckDb(sql)).toEqual(expected);
});
