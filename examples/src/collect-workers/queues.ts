import { Client } from "pg";
import PgBoss from "pg-boss";
import { vendors, type Account } from "./accounts.js";

/** A job: which account, and which months. */
export interface CollectJob {
  readonly account: string;
  readonly period: string;
}

/** Where jobs end that failed too often. */
export const failedQueue = "collect-failed";

/** A queue per vendor, so that none waits for another. */
export const queueOf = (vendor: Account["vendor"]): string => `collect-${vendor}`;

/** Connects pg-boss and creates the queues. */
export async function startBoss(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString, max: 4, maintenanceIntervalSeconds: 1 });
  boss.on("error", (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
  // Programs that create queues at the same time would deadlock.
  const lock = new Client({ connectionString });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('collect-queues'))");
    await boss.start();
    await createQueues(boss);
  } finally {
    await lock.end();
  }
  return boss;
}

async function createQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(failedQueue);
  for (const vendor of vendors) {
    const name = queueOf(vendor);
    await boss.createQueue(name, {
      name,
      deadLetter: failedQueue,
      retryLimit: 20,
      retryDelay: 1,
      retryBackoff: true,
      // The lease: a job of a worker that was killed goes to another one after it.
      expireInSeconds: Number(process.env.LEASE_SECONDS ?? "300"),
    });
  }
}
