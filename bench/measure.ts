import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packWorkspaces, publishedPackages } from "../scripts/pack/tarballs.js";
import { bundle } from "../scripts/sizes/bundle.js";
import { measureCalls } from "./calls.js";
import { install, type Installed } from "./install.js";
import { describeMachine, describeVersions } from "./machine.js";
import type { Effort } from "./options.js";
import { heapOf, importOnce } from "./processes.js";
import { withSummaries, type Measure, type Results, type Sampled } from "./results.js";
import { packStock } from "./stock.js";
import { subjects } from "./subjects.js";
import { inTurn } from "./turns.js";

/**
 * Measures every client in one run, by turns.
 *
 * @param say is told what comes next
 * @throws {Error} when anything cannot be installed, bundled, imported or called
 */
export async function measure(
  root: string,
  effort: Effort,
  say: (what: string) => void,
): Promise<Results> {
  const machine = describeMachine();
  if (machine.load > machine.cores / 2) {
    say(`the machine is busy (load ${machine.load}), these figures will be worth little`);
  }
  const work = mkdtempSync(path.join(tmpdir(), "billkit-bench-"));
  try {
    say("packing");
    const tarballs = await pack(root, work);
    const clients: Installed[] = [];
    for (const subject of subjects) {
      say(`installing ${subject.label} (${subject.group})`);
      clients.push(await install(root, work, subject, tarballs));
    }
    const modules = clients.filter(({ subject }) => subject.client !== undefined);
    const { imports, heaps } = effort;
    say("importing");
    // Files come from the disk the first time: no user's second start is like that.
    for (const client of modules) await importOnce(client);
    const importMs = await inTurn(modules, imports, importOnce);
    const heapBytes = await inTurn(modules, heaps, heapOf);
    say("bundling");
    const bundled = await bundles(modules);
    say("calling a stub");
    const stub = await measureCalls(clients, "stub", effort, work);
    say("calling over loopback");
    const loopback = await measureCalls(clients, "loopback", effort, work);
    const results = [
      ...sampled("importMs", modules, importMs),
      ...sampled("heapBytes", modules, heapBytes),
      ...bundled,
      ...installedSizes(modules),
      ...sampled("stubCallsPerSecond", clients, stub),
      ...sampled("loopbackCallsPerSecond", clients, loopback),
    ];
    return {
      date: new Date().toISOString().slice(0, 10),
      machine,
      versions: describeVersions(root),
      effort,
      results: withSummaries(results),
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What comes from this repository, by package name: ours, and openapi-generator's own. */
async function pack(root: string, work: string): Promise<Map<string, string>> {
  const folders = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`);
  const ours = packWorkspaces(root, publishedPackages(root, folders), work);
  const tarballs = new Map(ours.map(({ name, file }) => [name, file]));
  for (const vendor of ["deepgram", "genesys-cloud"]) {
    tarballs.set(`stock-${vendor}`, await packStock(root, work, vendor));
  }
  return tarballs;
}

async function bundles(clients: readonly Installed[]): Promise<Sampled[]> {
  const all: Sampled[] = [];
  for (const client of clients) {
    const { api, client: whole } = client.subject;
    for (const [measure, contents] of [
      ["apiBundleBytes", api],
      ["clientBundleBytes", whole],
    ] as const) {
      if (contents === undefined) continue;
      const { gzipBytes } = await bundle(contents, client.folder);
      all.push(...sampled(measure, [client], [[gzipBytes]]));
    }
  }
  return all;
}

function installedSizes(clients: readonly Installed[]): Sampled[] {
  return [
    ...sampled(
      "installedBytes",
      clients,
      clients.map(({ bytes }) => [bytes]),
    ),
    ...sampled(
      "installedPackages",
      clients,
      clients.map(({ packages }) => [packages]),
    ),
  ];
}

function sampled(
  measure: Measure,
  clients: readonly Installed[],
  samples: readonly (readonly number[])[],
): Sampled[] {
  return clients.map(({ subject: { group, kind } }, index) => ({
    group,
    kind,
    measure,
    samples: (samples[index] ?? []).map(rounded),
  }));
}

/** Six digits are more than any of it is exact to. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
