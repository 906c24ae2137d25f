/**
 * `npm run collect:sizes -w e2e [-- --accounts N]`: rows and bytes of an account and year in both
 * stores, and how long the guide's first query takes. The sandbox's accounts, one of each vendor, are
 * stored N times under other ids.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { charges, type Charge, type ChargeSource } from "@billkit/charges";
import { collect, openStore } from "@billkit/charges/collect";
import type { ChargeBody } from "@billkit/core/charges";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { startPostgres } from "../../packages/charges/test/support/postgres.js";
import { sandboxAccounts } from "../../packages/cli/src/vendors/sandbox.js";
import { command, numberFlag } from "../common/command.js";
import { printTable } from "./table.js";
import { now } from "./world.js";

/** Every customer of the sandbox has these months. Partitions are monthly, so a year is six times as much. */
const period = "2026-05-01..2026-06-30";
const perYear = 6;

type Recorded = Awaited<ReturnType<typeof record>>[number];

await command("collect:sizes", async (folder) => {
  const count = numberFlag("accounts", 20, 1, 2000);
  const postgres = await startPostgres();
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
  try {
    const sizes = [];
    const perAccount = perYear / count;
    for (const recorded of await record()) {
      const before = await tableBytes(pool);
      await store(recorded, count, folder);
      await store(recorded, count, postgres.url);
      const after = await tableBytes(pool);
      const files = await fileBytes(path.join(folder, `vendor=${recorded.vendor}`));
      sizes.push({
        vendor: recorded.vendor,
        rows: recorded.rows.length * perYear,
        files: files.count * perAccount,
        "Parquet kB": (files.data * perAccount) / 1000,
        "evidence kB": (files.evidence * perAccount) / 1000,
        "PostgreSQL kB": ((after.data - before.data) * perAccount) / 1000,
        "its evidence kB": ((after.evidence - before.evidence) * perAccount) / 1000,
      });
    }
    process.stdout.write(`Per account and year, of ${count} accounts per vendor:\n`);
    printTable(sizes);
    const queries = await readQueries(folder);
    const accounts = sizes.length * count;
    const { count: files } = await fileBytes(folder);
    const query = "cost by month";
    printTable([
      { query, store: "directory, DuckDB", accounts, files, ms: await onDuckDb(queries) },
      { query, store: "PostgreSQL", accounts, files: 0, ms: await onPostgres(pool, queries) },
    ]);
  } finally {
    await pool.end();
    await postgres.stop();
  }
});

/** Reads a year of the sandbox's accounts. */
async function record() {
  const sandbox = await sandboxAccounts([], now);
  const io = {
    ...{ env: {}, stdout: process.stdout, stderr: process.stderr },
    ...{ signal: new AbortController().signal, now: () => now },
  };
  const all = [];
  for (const { vendor, open } of sandbox.accounts) {
    const source = await open(undefined, io);
    const [rows, bodies]: [Charge[], ChargeBody[]] = [[], []];
    const onBody = (body: ChargeBody): void => {
      bodies.push(body);
    };
    const read = charges([source], { period, onBody, now: () => now });
    for await (const row of read) rows.push(row);
    all.push({ vendor, contract: source.contract, rows, bodies });
  }
  await sandbox.close();
  return all;
}

/** Collects a recorded account so many times, each under another id. */
async function store(recorded: Recorded, count: number, address: string): Promise<void> {
  const { vendor, contract, rows, bodies } = recorded;
  const target = await openStore(address);
  for (let at = 0; at < count; at++) {
    const source: ChargeSource = {
      ...{ vendor, contract },
      async *read({ onBody }) {
        for (const body of bodies) await onBody(body);
        for (const row of rows)
          yield { ...row, accountId: `${row.accountId}-${at}`, id: `${row.id}-${at}` };
      },
    };
    const account = { name: `${vendor}-${at}`, source };
    await collect({ account, period, store: target, now: () => now });
  }
  await target.close();
}

/** Bytes of the files below a folder. */
async function fileBytes(folder: string) {
  const sizes = { count: 0, data: 0, evidence: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { size } = await stat(path.join(entry.parentPath, entry.name));
    sizes.count += 1;
    sizes[entry.name.endsWith(".evidence.json.gz") ? "evidence" : "data"] += size;
  }
  return sizes;
}

/** Bytes of the tables with their indexes. */
async function tableBytes(pool: pg.Pool) {
  const { rows } = await pool.query<{ data: string; evidence: string }>(
    `SELECT coalesce(sum(pg_total_relation_size(oid)) FILTER (WHERE relname <> 'evidence'), 0) AS data,
       coalesce(sum(pg_total_relation_size(oid)) FILTER (WHERE relname = 'evidence'), 0) AS evidence
     FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('billkit')`,
  );
  return { data: Number(rows[0]?.data ?? 0), evidence: Number(rows[0]?.evidence ?? 0) };
}

/** The guide's views for this folder, and its first query. */
async function readQueries(folder: string) {
  const guide = await readFile("../docs/collect.md", "utf8");
  const [views = "", , query = ""] = [...guide.matchAll(/```sql\n([^`]+)```/g)].map(
    ([, sql = ""]) => sql,
  );
  return { views: views.replaceAll("'charges/", `'${folder}/`), query };
}

type Queries = Awaited<ReturnType<typeof readQueries>>;

async function onDuckDb({ views, query }: Queries): Promise<number> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(views);
  const ms = await timed(() => connection.runAndReadAll(query));
  connection.closeSync();
  return ms;
}

function onPostgres(pool: pg.Pool, { query }: Queries): Promise<number> {
  return timed(() => pool.query(query));
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
