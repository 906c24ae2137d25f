import { collect, openStore } from "@billkit/charges/collect";
import { defaultLayers } from "@billkit/core";
import pg from "pg";
import { credentialOf, readAccounts, sourceOf, vendors, type Account } from "./accounts.js";
import { queueOf, startBoss, type CollectJob } from "./queues.js";
import { createLimits, sharedLimit } from "./shared-limit.js";

/** Accounts of a vendor that this worker collects at a time. */
const concurrency = 4;

const { DATABASE_URL = "", ACCOUNTS = "accounts.json" } = process.env;
const accounts = await readAccounts(ACCOUNTS);
const store = await openStore(DATABASE_URL);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 4 });
// An idle connection that the server ends is replaced at the next query.
pool.on("error", () => undefined);
await createLimits(pool);
const boss = await startBoss(DATABASE_URL);

async function run({ account: name, period }: CollectJob, signal: AbortSignal): Promise<void> {
  const account = accounts.get(name);
  if (account === undefined) throw new Error(`${name} isn't in ${ACCOUNTS}.`);
  const source = sourceOf(account, layersOf);
  const { added, replaced } = await collect({ account: { name, source }, period, store, signal });
  process.stdout.write(`${name}: ${added} partitions added, ${replaced} replaced\n`);
}

function layersOf(account: Account) {
  const { requestsPerMinute } = account;
  if (requestsPerMinute === undefined) return defaultLayers();
  return sharedLimit(pool, credentialOf(account), requestsPerMinute);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

for (const vendor of vendors) {
  for (let each = 0; each < concurrency; each++) {
    await boss.work<CollectJob>(queueOf(vendor), { pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (job === undefined) return;
      // After the lease, the job is another worker's.
      const lease = AbortSignal.timeout(job.expireInSeconds * 1000);
      const failure = await run(job.data, lease).then(() => undefined, messageOf);
      if (failure === undefined) return;
      process.stderr.write(`${job.data.account}: ${failure}\n`);
      // pg-boss stores what a job failed with: the message, and nothing else of it.
      throw new Error(failure);
    });
  }
}
process.stdout.write("ready\n");

const stop = async (): Promise<void> => {
  await boss.stop();
  await Promise.all([store.close(), pool.end()]);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
