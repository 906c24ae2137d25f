import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { openStore, StoreError } from "../../src/collect/index.js";
import { openDatabase } from "../../src/collect/postgres/connect.js";
import { chargeColumns } from "../../src/collect/postgres/records.js";
import { migrations } from "../../src/collect/postgres/schema.js";
import { toArray } from "../support/charge.js";
import { startPostgres, type Postgres } from "../support/postgres.js";
import { amounts, collectRows, june } from "./support/account.js";
import { testStore } from "./store-suite.js";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const query = async (sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
};
const drop = async (): Promise<void> => {
  await query("DROP SCHEMA IF EXISTS billkit CASCADE");
};

testStore("PostgreSQL", () => ({
  open: () => openStore(postgres.url),
  reopen: () => openStore(postgres.url),
  forget: async (account) => {
    await query(`DELETE FROM billkit.accounts WHERE account = '${account}'`);
  },
  end: drop,
}));

describe("a database", () => {
  it("of a newer version is rejected, even by a program that has it open", async () => {
    const store = await openStore(postgres.url);
    await query("UPDATE billkit.store SET schema_version = 99");
    const message = /^postgres:\/\/127\.0\.0\.1:\d+\/postgres has schema version 99; this program/;
    await expect(openStore(postgres.url)).rejects.toThrow(message);
    await expect(collectRows(store, [june("a", "1")])).rejects.toThrow(message);
    expect(await query("SELECT * FROM billkit.charges")).toEqual([]);
    await store.close();
    await drop();
  });

  it("migrates from the first version with its rows, once for programs that start together", async () => {
    const old = await openDatabase(postgres.url, migrations.slice(0, 1));
    const record = "'acme', 'a-1', 'costs', '2026-06-01', '2026-07-01'";
    await query(
      `INSERT INTO billkit.partitions VALUES (${record}, false, 3, 'hash', 1, 0, true, '[]', gen_random_uuid(), '2026-07-01', '{acme}')`,
    );
    await old.pool.end();
    const stores = await Promise.all([1, 2, 3].map(() => openStore(postgres.url)));
    expect(await query("SELECT schema_version FROM billkit.store")).toEqual([
      { schema_version: migrations.length },
    ]);
    const [store] = stores;
    if (store === undefined) throw new Error("no store");
    await collectRows(store, [june("a", "1")]);
    expect(await toArray(store.partitions())).toMatchObject([{ revision: 4, totals: [{}] }]);
    await Promise.all(stores.map((each) => each.close()));
    await drop();
  });

  it("has a column for every field of a charge", async () => {
    await (await openStore(postgres.url)).close();
    const rows = await query(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'billkit' AND table_name = 'charges' ORDER BY ordinal_position",
    );
    expect(rows.map(({ column_name }) => column_name).join(", ")).toBe(chargeColumns.names);
    await drop();
  });

  it.each([
    ["an address without a port", "postgres://user:secret@127.0.0.1:notaport/x", "valid URL"],
    ["a server that isn't there", "postgres://user:secret@127.0.0.1:1/x", "ECONNREFUSED"],
    ["a rejected password", undefined, "password authentication failed"],
  ])("reports %s in one line without the password", async (_, url, message) => {
    const address = url ?? postgres.url.replace(postgres.password, "secret");
    const error: unknown = await openStore(address).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toMatch(/secret|\n/);
  });

  it("writes nothing of a collection that it can't store", async () => {
    const store = await openStore(postgres.url);
    // PostgreSQL has no year 0.
    const early = { accountId: "a-2", chargePeriodStart: "0000-01-01T00:00:00.000Z" };
    const rows = [june("a", "1"), june("b", "2", early)];
    await expect(collectRows(store, rows)).rejects.toThrow(StoreError);
    expect(await query("SELECT * FROM billkit.charges")).toEqual([]);
    expect(await store.lastRun("acme")).toBeUndefined();
    await store.close();
    await drop();
  });

  it("reports a connection that ends in the middle of a transaction", async () => {
    const store = await openStore(postgres.url);
    await collectRows(store, [june("a", "1")]);
    const onChange = async (): Promise<void> => {
      await query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'billkit'",
      );
      await new Promise((resolve) => setImmediate(resolve));
    };
    const failing = collectRows(store, [june("a", "2")], { onChange });
    await expect(failing).rejects.toThrow(StoreError);
    expect(await amounts(store)).toEqual(["a 1"]);
    await store.close();
    await drop();
  });
});
