/**
 * `npm run collect:figures -w e2e`: how collecting grows. Accounts per minute against a vendor's limit on
 * a virtual clock; time and heap from 100 to 2,000 accounts with a directory; time from one to four
 * workers with PostgreSQL, at vendors that take half a second for each response.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { startPostgres } from "../../packages/charges/test/support/postgres.js";
import { command, numberFlag } from "../common/command.js";
import { checkSums } from "./check.js";
import { runDirectory } from "./directory.js";
import { measurePace } from "./pace.js";
import { printTable } from "./table.js";
import { runWorkers } from "./workers.js";
import { makeWorld } from "./world.js";

const latencyMs = 500;
const leastPartOfLimit = 0.95;
/** The heap of twenty times as many accounts. */
const mostHeapGrowth = 1.25;

await command("collect:figures", async (folder) => {
  const most = numberFlag("accounts", 2000, 40, 10_000);
  await pace(most, folder);
  await accounts(most, folder);
  await workers(most, folder);
});

async function pace(most: number, folder: string): Promise<void> {
  const count = Math.round(most * 0.4);
  const figures = [await measurePace(count, 1, folder), await measurePace(count, 4, folder)];
  printTable(
    figures.map((figure) => ({
      ...figure,
      "accounts per minute": figure.accounts / figure.minutes,
    })),
  );
  for (const { partOfLimit, refused } of figures)
    if (partOfLimit < leastPartOfLimit || refused > 0)
      throw new Error(`${partOfLimit} of the limit, ${refused} requests refused`);
}

async function accounts(most: number, folder: string): Promise<void> {
  const figures = [];
  for (const count of [most / 20, most / 4, most].map(Math.round)) {
    const world = await makeWorld(count);
    const own = path.join(folder, String(count));
    await mkdir(own);
    const run = { world, folder: own, kills: 0 };
    const { store, seconds, heapBytes } = await runDirectory(run, 16);
    await checkSums(store, world);
    await world.sandbox.close();
    const heapMb = heapBytes / 1e6;
    figures.push({ accounts: count, seconds, "ms per account": (seconds * 1000) / count, heapMb });
  }
  printTable(figures);
  const [first, last] = [figures[0], figures.at(-1)];
  if (first && last && last.heapMb > first.heapMb * mostHeapGrowth)
    throw new Error(`the heap grew from ${first.heapMb} to ${last.heapMb} MB`);
}

async function workers(most: number, folder: string): Promise<void> {
  const figures = [];
  for (const count of [1, 2, 4]) {
    const [world, postgres] = await Promise.all([makeWorld(Math.round(most / 4)), startPostgres()]);
    world.sandbox.control.addFault({ kind: "delay", delayMs: latencyMs });
    const { seconds } = await runWorkers({
      ...{ world, folder, kills: 0, databaseUrl: postgres.url, workers: count, leaseSeconds: 300 },
    });
    await checkSums(postgres.url, world);
    await Promise.all([world.sandbox.close(), postgres.stop()]);
    figures.push({ workers: count, accounts: world.accounts.length, seconds });
  }
  printTable(figures);
}
