import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { WorldAccount } from "./accounts.js";
import { killPoints } from "./kill-points.js";
import { period, type World } from "./world.js";

/** Settings of `billkit collect`. */
export interface DirectoryRun {
  readonly world: World;
  readonly folder: string;
  readonly concurrency: number;
  /** How often it is killed with SIGKILL while accounts are collected. */
  readonly kills: number;
  /** Called once a quarter of the accounts is stored. */
  readonly onQuarter?: () => void;
}

/** The run's result. */
export interface DirectoryResult {
  readonly store: string;
  readonly seconds: number;
  readonly kills: number;
  /** The largest heap after a garbage collection, of any of its processes. */
  readonly heapBytes: number;
  /** Its output. */
  readonly log: string;
}

const program = path.resolve("../packages/cli/dist/esm/main.js");
const heapProbe = path.resolve("collect/heap-probe.mjs");

/** Runs `billkit collect` with a directory, and restarts it after each kill, until it ends. */
export async function runDirectory(options: DirectoryRun): Promise<DirectoryResult> {
  const { world, folder, concurrency, kills, onQuarter } = options;
  const store = path.join(folder, "store");
  const heapFile = path.join(folder, "heap");
  const { args, env } = await collectCommand(world, folder, store);
  const count = world.accounts.length;
  const points = killPoints(kills, count);
  const log: string[] = [];
  const startedAt = Date.now();
  let [killed, heapBytes, isQuarter] = [0, 0, false];
  for (;;) {
    const child = spawn(
      process.execPath,
      ["--expose-gc", "--import", heapProbe, ...args, "--concurrency", `${concurrency}`],
      { env: { ...env, HEAP_FILE: heapFile } },
    );
    for (const output of [child.stdout, child.stderr])
      output.on("data", (chunk: Buffer) => log.push(String(chunk)));
    const ended = once(child, "exit") as Promise<[number | null]>;
    const stop = new AbortController();
    const watch = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const done = await storedAccounts(store);
        if (!isQuarter && done >= count / 4) {
          isQuarter = true;
          onQuarter?.();
        }
        if (done >= (points[killed] ?? Infinity)) {
          killed += 1;
          child.kill("SIGKILL");
          return;
        }
        await setTimeout(50);
      }
    };
    const [[code]] = await Promise.all([
      ended.finally(() => {
        stop.abort();
      }),
      watch(),
    ]);
    heapBytes = Math.max(heapBytes, await readHeap(heapFile));
    if (code === 0) break;
    if (code !== null) throw new Error(`billkit collect ended with ${code}: ${log.join("")}`);
  }
  const seconds = (Date.now() - startedAt) / 1000;
  return { store, seconds, kills: killed, heapBytes, log: log.join("") };
}

/** Node's arguments for `billkit collect` of all accounts, and its environment. */
export async function collectCommand(world: World, folder: string, store: string) {
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
