import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startChild, type Child } from "../e2e/common/child.js";
import { readAnswers } from "./answers.js";
import { vendors, type Client, type Vendor } from "./clients.js";
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
  readonly installation: Installation;
  readonly effort: Effort;
}

/** Installs and measures everything. @throws {Error} if a client can't be installed or called */
export async function measure(
  root: string,
  { effort, majors }: Options,
  log: (line: string) => void,
): Promise<Results> {
  const machine = {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.cpus().length,
    load: Number((os.loadavg()[0] ?? NaN).toFixed(2)),
  };
  if (machine.load > machine.cores / 2) log(`the machine is busy (load ${machine.load})`);
  const work = mkdtempSync(path.join(os.tmpdir(), "billkit-bench-"));
  try {
    log("installing the clients");
    const installation = await installClients(root, work);
    const answers = path.join(work, "answers.json");
    writeFileSync(answers, JSON.stringify(await readAnswers()));
    const calls: CallFigures[] = [];
    const imports: ImportFigures[] = [];
    for (const major of majors) {
      const nodePath = nodeOf(major);
      const { stdout } = await promisify(execFile)(nodePath, ["--version"]);
      const node = stdout.trim().slice(1);
      for (const vendor of vendors) {
        const setting = { nodePath, node, vendor, answers, installation, effort };
        log(`Node ${node}, ${vendor}`);
        imports.push(...(await measureImports(setting)));
        calls.push(...(await measureRuns(setting, "stub")));
        calls.push(...(await measureRuns(setting, "loopback")));
      }
    }
    const { installed } = installation;
    const date = new Date().toISOString().slice(0, 10);
    return { date, machine, effort, calls, imports, installed };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A packaged Node, or this one if npm has none for this machine. */
function nodeOf(major: string): string {
  const packaged = path.join(import.meta.dirname, `node_modules/node-${major}-linux-x64/bin/node`);
  if (existsSync(packaged)) return packaged;
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  throw new Error(`npm has no Node ${major} for this machine; use --node`);
}

async function measureImports({ nodePath, node, vendor, installation, effort }: Setting) {
  const found = installation.clients.filter(({ module }) => module !== undefined);
  const samples = found.map((): number[] => []);
  // The first round reads the files from disk.
  for (let round = -1; round < effort.imports; round += 1) {
    for (const index of order(found.length, round + 1)) {
      const client = found[index];
      const file = path.join(placeOf(installation, client), "programs/import.mjs");
      const args = [file, client?.module?.[vendor] ?? ""];
      const { stdout } = await promisify(execFile)(nodePath, args);
      if (round >= 0) samples[index]?.push(Number(stdout));
    }
  }
  return found.map(({ name }, index) => ({
    node,
    vendor,
    client: name,
    ms: Number(median(samples[index] ?? []).toPrecision(4)),
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
  const { installation, effort } = setting;
  const called = installation.clients.filter((each) => over === "loopback" || !each.loopbackOnly);
  const children: Child[] = [];
  try {
    let port = "";
    if (over === "loopback") {
      const server = program(installation, undefined, "server.mjs", [setting.answers]);
      children.push(server);
      port = String(await server.receive());
    }
    const workers: { name: string; child: Child; turns: Turn[] }[] = [];
    for (const client of called) {
      const args = [client.program, setting.vendor, setting.answers, port];
      const child = program(installation, client, "calls.mjs", args, setting.nodePath);
      children.push(child);
      check(await child.receive());
      workers.push({ name: client.name, child, turns: [] });
    }
    const { concurrency } = effort;
    for (const { child } of workers) {
      check(await child.request({ forMs: effort.warmUpMs, concurrency }));
    }
    const { rounds, sliceMs } = effort[over];
    for (let round = 0; round < rounds; round += 1) {
      for (const index of order(workers.length, round)) {
        const worker = workers[index];
        const turn = await worker?.child.request({ forMs: sliceMs, concurrency });
        worker?.turns.push(check(turn) as Turn);
      }
    }
    return new Map(workers.map(({ name, turns }) => [name, turns]));
  } finally {
    for (const child of children) await child.stop();
  }
}

function program(
  installation: Installation,
  client: Client | undefined,
  file: string,
  args: readonly string[],
  nodePath = process.execPath,
): Child {
  const name = client?.name ?? "server";
  const place = path.join(placeOf(installation, client), "programs", file);
  return startChild(place, { name, args, nodePath });
}

function placeOf({ folders }: Installation, client: Client | undefined): string {
  return folders.get(client?.place ?? "bench") ?? "";
}

/** @throws {Error} with the problem that the child reports */
function check(message: unknown): unknown {
  if (typeof message === "object" && message !== null && "problem" in message) {
    throw new Error(String(message.problem));
  }
  return message;
}

/** The order of the clients: rotated each round, and reversed every other round. */
export function order(count: number, round: number): number[] {
  const rotated = Array.from({ length: count }, (_, index) => (index + round) % count);
  return round % 2 === 0 ? rotated : rotated.reverse();
}
