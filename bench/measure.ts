import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startChild, type Child } from "../e2e/common/child.js";
import { readAnswers } from "./answers.js";
import { clients, vendors, type Place, type Vendor } from "./clients.js";
import { installClients, type Installation } from "./install.js";
import type { Effort, Options } from "./options.js";
import {
  median,
  summarizeRun,
  summarizeRuns,
  type CallFigures,
  type ImportFigures,
  type Results,
  type Turn,
} from "./results.js";

interface Setting {
  readonly nodePath: string;
  readonly node: string;
  readonly vendor: Vendor;
  readonly answers: string;
  readonly folders: Installation["folders"];
  readonly effort: Effort;
}

/** Installs and measures everything in a folder. @throws {Error} if a client can't be installed or called */
export async function measure(
  root: string,
  work: string,
  { effort, majors }: Options,
  log: (line: string) => void,
): Promise<Results> {
  const machine = {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.cpus().length,
    load: Number((os.loadavg()[0] ?? NaN).toFixed(2)),
  };
  if (machine.load > machine.cores / 2) log(`the machine is busy (load ${machine.load})`);
  log("installing the clients");
  const { folders, installed } = await installClients(root, work);
  const answers = path.join(work, "answers.json");
  writeFileSync(answers, JSON.stringify(await readAnswers()));
  const calls: CallFigures[] = [];
  const imports: ImportFigures[] = [];
  for (const major of majors) {
    const nodePath = nodeOf(major);
    const { stdout } = await promisify(execFile)(nodePath, ["--version"]);
    const node = stdout.trim().slice(1);
    for (const vendor of vendors) {
      const setting = { nodePath, node, vendor, answers, folders, effort };
      log(`Node ${node}, ${vendor}`);
      imports.push(...(await measureImports(setting)));
      calls.push(...(await measureRuns(setting, "stub")));
      calls.push(...(await measureRuns(setting, "loopback")));
    }
  }
  const date = new Date().toISOString().slice(0, 10);
  return { date, machine, effort, calls, imports, installed };
}

/** A packaged Node, or this one if npm has none for this machine. */
function nodeOf(major: string): string {
  const packaged = path.join(import.meta.dirname, `node_modules/node-${major}-linux-x64/bin/node`);
  if (existsSync(packaged)) return packaged;
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  throw new Error(`npm has no Node ${major} for this machine; use --node`);
}

async function measureImports({ nodePath, node, vendor, folders, effort }: Setting) {
  const imported = clients.flatMap(({ name, place, module }) =>
    module ? [{ name, place, module: module[vendor], samples: new Array<number>() }] : [],
  );
  // The first round reads the files from disk.
  for (let round = -1; round < effort.imports; round += 1) {
    for (const { place, module, samples } of ordered(imported, round + 1)) {
      const args = [path.join(folders[place], "programs/import.mjs"), module];
      const { stdout } = await promisify(execFile)(nodePath, args);
      if (round >= 0) samples.push(Number(stdout));
    }
  }
  return imported.map(({ name, samples }) => ({
    node,
    vendor,
    client: name,
    ms: Number(median(samples).toPrecision(4)),
  }));
}

async function measureRuns(setting: Setting, over: CallFigures["over"]): Promise<CallFigures[]> {
  const runs: CallFigures[][] = [];
  for (let run = 0; run < setting.effort.runs; run += 1) {
    const { node, vendor } = setting;
    runs.push(summarizeRun({ node, vendor, over }, await measureCalls(setting, over)));
  }
  return summarizeRuns(runs);
}

/** In each round every client has a short slice, in a different order each time. */
async function measureCalls(setting: Setting, over: CallFigures["over"]) {
  const { effort, answers, folders, nodePath } = setting;
  const { concurrency } = effort;
  const children: Child[] = [];
  const start = (place: Place, file: string, args: string[], execPath: string): Child => {
    const child = startChild(path.join(folders[place], "programs", file), args, { execPath });
    children.push(child);
    return child;
  };
  try {
    const isOverNetwork = over === "loopback";
    const server = isOverNetwork && start("bench", "server.mjs", [answers], process.execPath);
    const port = server ? String(await server.receive()) : "";
    const workers: { name: string; child: Child; turns: Turn[] }[] = [];
    for (const { name, place, program, loopbackOnly } of clients) {
      if (loopbackOnly && !isOverNetwork) continue;
      const args = [program, setting.vendor, answers, port];
      const child = start(place, "calls.mjs", args, nodePath);
      check(await child.receive());
      workers.push({ name, child, turns: [] });
    }
    for (const { child } of workers) {
      check(await child.request({ forMs: effort.warmUpMs, concurrency }));
    }
    const { rounds, sliceMs } = effort[over];
    for (let round = 0; round < rounds; round += 1)
      for (const { child, turns } of ordered(workers, round))
        turns.push(check(await child.request({ forMs: sliceMs, concurrency })) as Turn);
    return new Map(workers.map(({ name, turns }) => [name, turns]));
  } finally {
    for (const child of children) await child.stop();
  }
}

/** @throws {Error} with the problem that the child reports */
function check(message: unknown): unknown {
  if (typeof message === "object" && message !== null && "problem" in message) {
    throw new Error(String(message.problem));
  }
  return message;
}

/** In another order each round: rotated, and reversed every other round. */
function ordered<T>(clients: readonly T[], round: number): T[] {
  const first = round % clients.length;
  const rotated = [...clients.slice(first), ...clients.slice(0, first)];
  return round % 2 === 0 ? rotated : rotated.reverse();
}
