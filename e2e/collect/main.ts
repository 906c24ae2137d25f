/**
 * `npm run collect -w e2e [-- --accounts N]`: collects N accounts of three vendors from a
 * sandbox with faults. `billkit collect` with a directory, then the example's workers with PostgreSQL,
 * each killed ten times. Exit 1 if an account is missing or duplicated, a sum isn't the sandbox's, or a
 * credential was written.
 */
import { setTimeout } from "node:timers/promises";
import { startPostgres } from "../../packages/charges/test/support/postgres.js";
import { command, numberFlag } from "../common/command.js";
import { checkSecrets, checkSums, dumpDatabase, dumpDirectory } from "./check.js";
import { checkFullDisk, runDirectory } from "./directory.js";
import { runWorkers } from "./workers.js";
import { makeWorld, type World } from "./world.js";

/** Per process. */
const kills = 10;
const workers = 4;
const outageMs = 60_000;

await command("collect", async (folder) => {
  // Of fewer, all tries can fall into the outage.
  const count = numberFlag("accounts", 2000, 120, 10_000);
  const [world, postgres] = await Promise.all([makeWorld(count), startPostgres()]);
  const outages: Promise<void>[] = [];
  const onQuarter = (): void => {
    outages.push(takeDown(world));
  };
  try {
    await checkFullDisk(world, folder);
    addFaults(world);
    const one = await runDirectory({ world, folder, kills, onQuarter }, 16);
    await checkSums(one.store, world);
    const inStore = await checkSecrets(dumpDirectory(one.store), world);
    report("directory, 1 process", count, one, inStore + (await checkSecrets([one.log], world)));
    await Promise.all(outages);
    const { url } = postgres;
    const many = await runWorkers({
      ...{ world, folder, kills, onQuarter, databaseUrl: url, workers, leaseSeconds: 10 },
    });
    await checkSums(url, world);
    const inDatabase = await checkSecrets(dumpDatabase(url), world);
    const inLog = await checkSecrets([many.log], world);
    report(`PostgreSQL, ${workers} workers`, count, many, inDatabase + inLog);
    await Promise.all(outages);
  } finally {
    await Promise.all([postgres.stop(), world.sandbox.close()]);
  }
});

function report(
  title: string,
  accounts: number,
  { seconds, kills: killed }: { readonly seconds: number; readonly kills: number },
  characters: number,
): void {
  const perMinute = Math.round((accounts / seconds) * 60);
  process.stdout.write(
    `${title}: ${accounts} accounts in ${seconds.toFixed(0)} s, ${perMinute} per minute; killed ${killed} times; every account once, sums exact, no credential in ${(characters / 1e6).toFixed(1)} MB of store, queue and log\n`,
  );
}

/** 5 % of the connections are reset, 1 % stall, 5 % of the requests are answered with 429. */
function addFaults({ sandbox: { control } }: World): void {
  control.addFault({ kind: "reset", probability: 0.05 });
  control.addFault({ kind: "stall", probability: 0.01 });
  control.addFault({ kind: "rate-limit", retryAfter: 1, probability: 0.05 });
}

/** One vendor is down for a minute. */
async function takeDown({ sandbox: { control } }: World): Promise<void> {
  const { id } = control.addFault({ vendor: "deepgram", kind: "status", status: 503 });
  await setTimeout(outageMs);
  control.removeFaults(id);
}
