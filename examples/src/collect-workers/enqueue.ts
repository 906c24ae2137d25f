import { readAccounts } from "./accounts.js";
import { queueOf, startBoss, type CollectJob } from "./queues.js";

const { DATABASE_URL = "", ACCOUNTS = "accounts.json" } = process.env;
const [period = ""] = process.argv.slice(2);
if (!/^\d{4}-\d{2}$/.test(period)) throw new Error("usage: enqueue.js 2026-06");

const accounts = await readAccounts(ACCOUNTS);
const boss = await startBoss(DATABASE_URL);
await boss.insert(
  [...accounts.values()].map(({ name, vendor }) => ({
    name: queueOf(vendor),
    data: { account: name, period } satisfies CollectJob,
  })),
);
process.stdout.write(`${accounts.size} accounts queued\n`);
await boss.stop();
