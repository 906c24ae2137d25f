import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { killPoints, victims } from "./kill-points.js";
import { period, type World } from "./world.js";

const root = path.resolve("..");
const program = (name: string): string =>
  path.join(root, `examples/src/collect-workers/${name}.ts`);

/** The workers' settings. */
export interface WorkersRun {
  readonly world: World;
  readonly databaseUrl: string;
  readonly folder: string;
  readonly workers: number;
  /** How often each worker is killed with SIGKILL while accounts are collected. */
  readonly killsPerWorker: number;
  readonly leaseSeconds: number;
  /** Called once a quarter of the accounts is stored. */
  readonly onQuarter?: () => void;
}

/** The run's result. */
export interface WorkersResult {
  readonly seconds: number;
  readonly kills: number;
  /** Their output. */
  readonly log: string;
}

interface Program {
  readonly process: ChildProcess;
  readonly exit: Promise<number | null>;
  /** Whether it has written this. */
  readonly hasWritten: (text: string) => boolean;
}

/** Runs the example's workers, queues every account, and waits until the queues are empty. */
export async function runWorkers(options: WorkersRun): Promise<WorkersResult> {
  const { world, databaseUrl, folder, workers, killsPerWorker, onQuarter } = options;
  const count = world.accounts.length;
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
  const start = (name: string, ...args: string[]): Program => startProgram(name, args, env, log);
  const running = Array.from({ length: workers }, () => start("worker"));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const kills = killsPerWorker * workers;
  const [points, order] = [killPoints(kills, count), victims(kills, workers)];
  let [killed, isQuarter] = [0, false];
  try {
    for (const each of running) await until(() => each.hasWritten("ready\n"));
    const enqueue = start("enqueue", period);
    await until(() => enqueue.hasWritten("queued\n"));
    const startedAt = Date.now();
    for (;;) {
      const { open, stored } = await progress(pool);
      if (open === 0) break;
      if (!isQuarter && stored >= count / 4) {
        isQuarter = true;
        onQuarter?.();
      }
      const at = order[killed];
      // One that is still starting has nothing to lose.
      const victim = at === undefined ? undefined : running[at];
      const isDue = stored >= (points[killed] ?? Infinity) && victim?.hasWritten("ready\n");
      if (at !== undefined && isDue) {
        victim?.process.kill("SIGKILL");
        running[at] = start("worker");
        killed += 1;
      }
      await setTimeout(50);
    }
    const seconds = (Date.now() - startedAt) / 1000;
    if ((await enqueue.exit) !== 0) throw new Error(`enqueue failed: ${log.join("")}`);
    await checkJobs(pool, world);
    return { seconds, kills: killed, log: log.join("") };
  } finally {
    for (const each of running) each.process.kill("SIGKILL");
    await pool.end();
  }
}

function startProgram(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  log: string[],
): Program {
  const child = spawn(process.execPath, ["--import", "tsx", program(name), ...args], {
    cwd: root,
    env,
  });
  let written = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (chunk: Buffer) => {
      written += String(chunk);
      log.push(String(chunk));
    });
  const exit = (once(child, "exit") as Promise<[number | null]>).then(([code]) => code);
  const hasWritten = (text: string): boolean => {
    if (written.includes(text)) return true;
    if (child.exitCode === null) return false;
    throw new Error(`${name} ended with ${child.exitCode}: ${written}`);
  };
  return { process: child, exit, hasWritten };
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

async function progress(
  pool: pg.Pool,
): Promise<{ readonly open: number; readonly stored: number }> {
  const { rows } = await pool
    .query<{ open: number; stored: number }>(
      `SELECT count(*) FILTER (WHERE state IN ('created', 'retry', 'active'))::int AS open,
       (SELECT count(*)::int FROM billkit.accounts) AS stored
     FROM pgboss.job WHERE name LIKE 'collect-%' AND name <> 'collect-failed'`,
    )
    .catch(() => ({ rows: [] }));
  return rows[0] ?? { open: 1, stored: 0 };
}
