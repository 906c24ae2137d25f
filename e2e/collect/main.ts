/**
 * `npm run collect -w e2e [-- --accounts N]`: collects N accounts of three vendors from a sandbox with
 * faults. `billkit collect` with a directory, killed and started again; then the example's
 * workers with PostgreSQL. Exit 1 if an account is missing or duplicated, a sum isn't the sandbox's, or a
 * credential was written.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { startPostgres } from "../../packages/charges/test/support/postgres.js";
import { command, numberFlag } from "../common/command.js";
import { checkSecrets, checkSums } from "./check.js";
import { runWorkers } from "./workers.js";
import { makeWorld, period, type World, type WorldAccount } from "./world.js";

/** Per process. */
const kills = 10;
const workers = 4;

await command("collect", async () => {
  const count = numberFlag("accounts", 2000, 6, 10_000);
  const [world, postgres] = await Promise.all([makeWorld(count), startPostgres()]);
  const folder = await mkdtemp(path.join(os.tmpdir(), "billkit-collect-"));
  try {
    addFaults(world);
    const directoryWorld = onCommandLine(world);
    const one = await runDirectory(directoryWorld, folder);
    print(`directory, 1 process, ${kills} kills`, directoryWorld.accounts.length, one.seconds);
    const outage = takeDown(world);
    const databaseUrl = postgres.url;
    const many = await runWorkers({
      ...{ world, databaseUrl, folder, workers, kills: kills * workers, leaseSeconds: 10 },
    });
    await outage;
    print(`PostgreSQL, ${workers} workers, ${many.kills} kills`, count, many.seconds);
    await checkSums(postgres.url, world);
    checkSecrets(one.log + many.log, world);
  } finally {
    await Promise.all([postgres.stop(), world.sandbox.close()]);
    await rm(folder, { recursive: true });
  }
});

/** The accounts of vendors that the command line supports. */
function onCommandLine(world: World): World {
  const isOurs = (text: string): boolean => /^(deepgram|genesys)/.test(text);
  return {
    ...world,
    accounts: world.accounts.filter(({ name }) => isOurs(name)),
    expected: new Map([...world.expected].filter(([account]) => isOurs(account))),
  };
}

function print(title: string, accounts: number, seconds: number): void {
  const perMinute = Math.round((accounts / seconds) * 60);
  process.stdout.write(
    `${title}: ${accounts} accounts in ${seconds.toFixed(0)} s, ${perMinute} per minute\n`,
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
  await setTimeout(60_000);
  control.removeFaults(id);
}

/** Runs `billkit collect` and kills it, again and again, until a run ends by itself. */
async function runDirectory(world: World, folder: string) {
  const file = path.join(folder, "accounts.yaml");
  const store = path.join(folder, "store");
  // JSON is YAML.
  const accounts = world.accounts.map(toConfig);
  await writeFile(file, JSON.stringify({ accounts }), { mode: 0o600 });
  const startedAt = Date.now();
  let log = "";
  for (let killed = 0; ; killed++) {
    const program = path.resolve("../packages/cli/dist/esm/main.js");
    const args = ["collect", "--accounts", file, "--store", store, "--period", period];
    const child = spawn(process.execPath, [program, ...args, "--concurrency", "16"], {
      env: { PATH: process.env.PATH, XDG_CONFIG_HOME: folder, ...world.env },
    });
    for (const output of [child.stdout, child.stderr])
      output.on("data", (chunk: Buffer) => (log += String(chunk)));
    const ended = once(child, "exit") as Promise<[number | null]>;
    const stop = new AbortController();
    if (killed < kills)
      void killAt(store, ((killed + 0.5) * world.accounts.length) / kills, stop.signal).then(
        (isDue) => isDue && child.kill("SIGKILL"),
      );
    const [code] = await ended;
    stop.abort();
    if (code === 0) break;
    if (code !== null) throw new Error(`billkit collect ended with ${code}: ${log}`);
  }
  const seconds = (Date.now() - startedAt) / 1000;
  await checkSums(store, world);
  for (const entry of await readdir(store, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      checkSecrets(await readFile(path.join(entry.parentPath, entry.name), "latin1"), world);
  return { seconds, log };
}

function toConfig({ credentials, accountId, ...account }: WorldAccount): object {
  const sources = Object.entries(credentials).map(([option, env]) => [option, { env }]);
  return {
    ...account,
    credentials: Object.fromEntries(sources) as object,
    ...(accountId !== undefined && { accountIds: [accountId] }),
  };
}

/** Waits until this many accounts are stored; false if the run ends before. */
async function killAt(store: string, accounts: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const names = await readdir(path.join(store, "_accounts")).catch(() => []);
    if (names.length >= accounts) return true;
    await setTimeout(50);
  }
  return false;
}
