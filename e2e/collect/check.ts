import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { openStore } from "@billkit/charges/collect";
import Big from "big.js";
import pg from "pg";
import type { World } from "./world.js";

/** Every account's June is stored once, and its sum is exactly that of the sandbox's state. */
export async function checkSums(address: string, { expected }: World): Promise<void> {
  const store = await openStore(address);
  const sums = new Map<string, Big>();
  const ids = new Set<string>();
  let rows = 0;
  for await (const charge of store.charges()) {
    const account = `${charge.vendor} ${charge.accountId}`;
    ids.add(`${account} ${charge.view} ${charge.id}`);
    rows += 1;
    if (charge.view !== "costs") continue;
    sums.set(account, (sums.get(account) ?? new Big(0)).plus(charge.amount ?? "0"));
  }
  const partitions: string[] = [];
  let rowsOfPartitions = 0;
  for await (const { vendor, accountId, view, revision, rowCount } of store.partitions()) {
    assert.equal(revision, 0, `${vendor} ${accountId} was revised`);
    rowsOfPartitions += rowCount;
    if (view === "costs") partitions.push(`${vendor} ${accountId}`);
  }
  for await (const revision of store.revisions()) assert.fail(JSON.stringify(revision));
  await store.close();
  assert.equal(ids.size, rows);
  assert.equal(rowsOfPartitions, rows);
  assert.deepEqual(partitions.sort(), [...expected.keys()].sort());
  assert.deepEqual(
    Object.fromEntries([...sums].map(([account, sum]) => [account, sum.toFixed()])),
    Object.fromEntries(expected),
  );
}

/** Looks for credentials in texts. Returns the number of characters that were searched. */
export async function checkSecrets(
  texts: AsyncIterable<string> | Iterable<string>,
  world: World,
): Promise<number> {
  const secrets = world.secrets();
  let length = 0;
  for await (const text of texts) {
    for (const secret of secrets) assert.ok(!text.includes(secret), "a credential was written");
    length += text.length;
  }
  return length;
}

/** Everything in a directory store, as text. */
export async function* dumpDirectory(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    yield (entry.name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1");
  }
  // Columns of Parquet are compressed.
  const store = await openStore(folder);
  for await (const charge of store.charges()) yield JSON.stringify(charge);
  await store.close();
}

/** Every row of store and queues, as text. */
export async function* dumpDatabase(connectionString: string): AsyncGenerator<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
       FROM information_schema.tables
       WHERE table_schema IN ('billkit', 'pgboss', 'public') AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables.rows) {
      await client.query("BEGIN READ ONLY");
      await client.query(`DECLARE dumped CURSOR FOR SELECT t::text AS row FROM ${name} AS t`);
      for (;;) {
        const { rows } = await client.query<{ row: string }>("FETCH 1000 FROM dumped");
        if (rows.length === 0) break;
        yield rows.map(({ row }) => row).join("\n");
      }
      await client.query("ROLLBACK");
    }
  } finally {
    await client.end();
  }
}
