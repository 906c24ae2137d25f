import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { killUntilDone, startProgram, type CollectRun, type Program } from "./programs.js";
import { period, type World } from "./world.js";

const folderOfPrograms = path.resolve("../examples/src/collect-workers");

interface WorkersRun extends CollectRun {
  readonly databaseUrl: string;
  readonly workers: number;
  readonly leaseSeconds: number;
}

/** Runs the example's workers, queues every account, and waits until the queues are empty. */
export async function runWorkers(options: WorkersRun) {
  const { world, databaseUrl, folder, workers } = options;
  const file = path.join(folder, "accounts.json");
  await writeFile(file, JSON.stringify(world.accounts));
  const log: string[] = [];
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    ACCOUNTS: file,
    LEASE_SECONDS: String(options.leaseSeconds),
    ...world.env,
  };
  const startFile = (name: string, ...args: string[]): Program =>
    startProgram(["--import", "tsx", path.join(folderOfPrograms, name), ...args], env, log);
  const start = (): Program => startFile("worker.ts");
  const running = Array.from({ length: workers }, start);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    for (const each of running) await until(() => each.hasWritten("ready\n"));
    const enqueue = startFile("enqueue.ts", period);
    await until(() => enqueue.hasWritten("queued\n"));
    const done = await killUntilDone(options, {
      ...{ running, start, ready: "ready\n", stored: () => stored(pool) },
    });
    await until(() => enqueue.hasWritten("") && enqueue.process.exitCode === 0);
    await checkJobs(pool, world);
    return { ...done, log: log.join("") };
  } finally {
    for (const each of running) each.process.kill("SIGKILL");
    await pool.end();
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(20);
}

/** Every account's job is completed, and none was given up. */
async function checkJobs(pool: pg.Pool, { accounts }: World): Promise<void> {
  const { rows } = await pool.query<{ account: string; state: string; count: number }>(
    `SELECT data->>'account' AS account, count(*)::int AS count,
       string_agg(DISTINCT name || ' ' || state, ', ') AS state
     FROM pgboss.job WHERE name LIKE 'collect-%' GROUP BY 1`,
  );
  const jobs = new Map(rows.map((row) => [row.account, row]));
  for (const { name, vendor } of accounts) {
    const { count, state } = jobs.get(name) ?? { count: 0, state: "no job" };
    assert.deepEqual({ count, state }, { count: 1, state: `collect-${vendor} completed` }, name);
  }
}

/** Stored accounts; undefined once no job is left. */
async function stored(pool: pg.Pool): Promise<number | undefined> {
  const { rows } = await pool
    .query<{ open: number; stored: number }>(
      `SELECT count(*) FILTER (WHERE state IN ('created', 'retry', 'active'))::int AS open,
       (SELECT count(*)::int FROM billkit.accounts) AS stored
     FROM pgboss.job WHERE name LIKE 'collect-%' AND name <> 'collect-failed'`,
    )
    .catch(() => ({ rows: [] }));
  const [found] = rows;
  return found?.open === 0 ? undefined : (found?.stored ?? 0);
}
