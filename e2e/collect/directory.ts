import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "../../scripts/common/run.js";
import type { WorldAccount } from "./accounts.js";
import { checkSecrets, dumpDirectory } from "./check.js";
import { killUntilDone, startProgram, type CollectRun, type Program } from "./programs.js";
import { period, type World } from "./world.js";

/** Of 512 bytes: fewer than a partition's file needs. */
const maxFileBlocks = 8;

const program = path.resolve("../packages/cli/dist/esm/main.js");
const heapProbe = path.resolve("collect/heap-probe.mjs");

/**
 * Runs `billkit collect` with a directory, and restarts it after each kill, until it ends.
 * @returns the largest heap after a garbage collection, of any of its processes, among others
 */
export async function runDirectory(options: CollectRun, concurrency: number) {
  const { world, folder } = options;
  const store = path.join(folder, "store");
  const { args, env } = await collectCommand(world, folder, store);
  const nodeArgs = ["--expose-gc", "--import", heapProbe, ...args, "--concurrency"];
  const log: string[] = [];
  const heapFiles: string[] = [];
  const start = (): Program => {
    const heapFile = path.join(folder, `heap-${heapFiles.length}`);
    heapFiles.push(heapFile);
    return startProgram([...nodeArgs, `${concurrency}`], { ...env, HEAP_FILE: heapFile }, log);
  };
  const running = [start()];
  const stored = async () =>
    running[0]?.process.exitCode === 0 ? undefined : await storedAccounts(store);
  const done = await killUntilDone(options, { running, start, ready: "", stored });
  const heapBytes = Math.max(...(await Promise.all(heapFiles.map(readHeap))));
  return { ...done, store, heapBytes, log: log.join("") };
}

/** Collects while files can't grow beyond a limit: one line, exit 1, nothing half written. */
export async function checkFullDisk(world: World, folder: string): Promise<void> {
  const store = path.join(folder, "full");
  const { args, env } = await collectCommand(world, folder, store);
  const script = ["-c", `ulimit -f ${maxFileBlocks} && exec "$@"`, "sh", process.execPath];
  const options = { cwd: folder, env, timeoutMs: 60_000 };
  const { code, output } = await run("sh", [...script, ...args], options);
  assert.match(output, /^billkit: the store: \S+ can't be written: [^\n]+\n$/);
  assert.equal(code, 1);
  // Reads every partition.
  await checkSecrets(dumpDirectory(store), world);
}

/** Node's arguments for `billkit collect` of all accounts, and its environment. */
async function collectCommand(world: World, folder: string, store: string) {
  const file = path.join(folder, "accounts.yaml");
  // JSON is YAML.
  const text = JSON.stringify({ accounts: world.accounts.map(toConfig) });
  await writeFile(file, text, { mode: 0o600 });
  return {
    args: [program, "collect", "--accounts", file, "--store", store, "--period", period],
    env: { PATH: process.env.PATH, XDG_CONFIG_HOME: folder, ...world.env },
  };
}

function toConfig({ credentials, accountId, ...account }: WorldAccount): object {
  const sources = Object.entries(credentials).map(([option, env]) => [option, { env }]);
  return {
    ...account,
    credentials: Object.fromEntries(sources) as object,
    ...(accountId !== undefined && { accountIds: [accountId] }),
  };
}

const storedAccounts = async (store: string): Promise<number> =>
  (await readdir(path.join(store, "_accounts")).catch(() => [])).length;

const readHeap = async (file: string): Promise<number> =>
  Number(await readFile(file, "utf8").catch(() => "0"));
