import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
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
  /** The number of workers to kill with SIGKILL while accounts are collected. */
  readonly kills: number;
  readonly leaseSeconds: number;
}

/** The run's result. */
export interface WorkersResult {
  readonly seconds: number;
  readonly kills: number;
  /** Their output. */
  readonly log: string;
}

/** Queues every account, and runs the example's workers until the queues are empty. */
export async function runWorkers(options: WorkersRun): Promise<WorkersResult> {
  const { world, databaseUrl, folder, workers, kills } = options;
  const file = path.join(folder, "accounts.json");
  await writeFile(file, JSON.stringify(world.accounts));
  const log: string[] = [];
  const start = (name: string, args: readonly string[] = []): ChildProcess => {
    const child = spawn(process.execPath, ["--import", "tsx", program(name), ...args], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        ACCOUNTS: file,
        LEASE_SECONDS: String(options.leaseSeconds),
        ...world.env,
      },
    });
    for (const output of [child.stdout, child.stderr])
      output.on("data", (chunk: Buffer) => log.push(String(chunk)));
    return child;
  };
  const [code] = (await once(start("enqueue", [period]), "exit")) as [number | null];
  if (code !== 0) throw new Error(`enqueue failed: ${log.join("")}`);
  const running = Array.from({ length: workers }, () => start("worker"));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const startedAt = Date.now();
  let killed = 0;
  try {
    for (;;) {
      const { open, done } = await progress(pool);
      if (open === 0) break;
      // Spread over the whole run: the next one once another part of the accounts is stored.
      const isDue = killed < kills && done >= ((killed + 0.5) * world.accounts.length) / kills;
      if (isDue) {
        const at = killed % workers;
        running[at]?.kill("SIGKILL");
        running[at] = start("worker");
        killed += 1;
      }
      await setTimeout(50);
    }
  } finally {
    for (const each of running) each.kill("SIGKILL");
    await pool.end();
  }
  return { seconds: (Date.now() - startedAt) / 1000, kills: killed, log: log.join("") };
}

async function progress(pool: pg.Pool): Promise<{ readonly open: number; readonly done: number }> {
  const { rows } = await pool
    .query<{ open: number; done: number }>(
      `SELECT count(*) FILTER (WHERE state IN ('created', 'retry', 'active'))::int AS open,
       (SELECT count(*)::int FROM billkit.accounts) AS done
     FROM pgboss.job WHERE name LIKE 'collect-%' AND name <> 'collect-failed'`,
    )
    .catch(() => ({ rows: [] }));
  return rows[0] ?? { open: 1, done: 0 };
}
