import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { startPostgres, type Postgres } from "../../packages/charges/test/support/postgres.js";
import { checkSecrets, checkSums } from "./check.js";
import { runWorkers } from "./workers.js";
import { makeWorld, type World } from "./world.js";

let postgres: Postgres;
let world: World;
const folder = mkdtempSync(path.join(os.tmpdir(), "billkit-workers-"));
beforeAll(async () => {
  [postgres, world] = await Promise.all([startPostgres(), makeWorld(18)]);
});
afterAll(async () => {
  await Promise.all([postgres.stop(), world.sandbox.close()]);
  rmSync(folder, { recursive: true });
});

it("collects every account once, whatever workers are killed", async () => {
  for (const vendor of ["deepgram", "genesys-cloud", "openai"] as const) {
    world.sandbox.control.addFault({ vendor, kind: "reset", probability: 0.05 });
    world.sandbox.control.addFault({
      vendor,
      kind: "rate-limit",
      retryAfter: 0,
      probability: 0.05,
    });
  }
  const { kills, log } = await runWorkers({
    ...{ world, databaseUrl: postgres.url, folder },
    ...{ workers: 2, kills: 2, leaseSeconds: 2 },
  });
  expect(kills).toBe(2);
  await checkSums(postgres.url, world);
  checkSecrets(log + (await dump()), world);
  expect(log).not.toContain(postgres.password);
});

/** Store and queues, as text. */
async function dump(): Promise<string> {
  const pool = new pg.Pool({ connectionString: postgres.url });
  const tables = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
     FROM information_schema.tables
     WHERE table_schema IN ('billkit', 'pgboss', 'public') AND table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables.rows)
    texts.push(JSON.stringify((await pool.query(`SELECT * FROM ${name}`)).rows));
  await pool.end();
  return texts.join("\n");
}
