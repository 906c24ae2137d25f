import { rmSync } from "node:fs";
import path from "node:path";
import { Repository } from "../generate/testing/repository.js";
import { readRuns, type TaskRun } from "./summary.js";

/** The vendors whose contracts the others are made from, in turn. */
const FIXTURES = ["deepgram", "genesys-cloud"] as const;

/** One run of `npm run generate`. */
export interface Run {
  readonly seconds: number;
  /** What turbo's own summary says of each vendor's task. */
  readonly tasks: readonly TaskRun[];
}

export interface Scale {
  readonly vendors: number;
  /** Nothing is in turbo's cache. */
  readonly cold: Run;
  /** One contract has another enum member, or title. */
  readonly changed: Run;
  readonly unchanged: Run;
}

/** A temporary copy of the repository that holds so many vendors, each with a contract of its own. */
function copyWithVendors(count: number): Repository {
  const repository = new Repository();
  const contracts = FIXTURES.map((name) => [name, repository.read(contractOf(name))] as const);
  for (let index = 0; index < count; index += 1) {
    const [like, contract] = contracts[index % contracts.length] ?? ["deepgram", ""];
    repository.addVendor(nameOf(index), retitle(contract, `Vendor ${index}`), like);
  }
  for (const name of FIXTURES) repository.removeVendor(name);
  return repository;
}

/**
 * Generates so many vendors: with an empty cache, with one contract changed, and with none.
 * @throws {Error} with its output, when a run fails
 */
export async function measure(count: number, env = process.env): Promise<Scale> {
  const repository = copyWithVendors(count);
  try {
    const cold = await generate(repository, env);
    const first = contractOf(nameOf(0));
    repository.edit(first, (contract) => retitle(contract, "Changed"));
    const changed = await generate(repository, env);
    const unchanged = await generate(repository, env);
    return { vendors: count, cold, changed, unchanged };
  } finally {
    repository.remove();
  }
}

/** Runs `npm run generate` in a copy. */
export async function generate(repository: Repository, env = process.env): Promise<Run> {
  const runs = path.join(repository.root, ".turbo/runs");
  rmSync(runs, { recursive: true, force: true });
  const start = performance.now();
  const { code, output } = await repository.generate([], { ...env, TURBO_RUN_SUMMARY: "true" });
  const seconds = (performance.now() - start) / 1_000;
  if (code !== 0) throw new Error(`generate failed (Java 11 or newer is needed):\n${output}`);
  return { seconds, tasks: readRuns(runs) };
}

export function nameOf(index: number): string {
  return `vendor-${String(index + 1).padStart(2, "0")}`;
}

function contractOf(vendor: string): string {
  return `specs/${vendor}/openapi.yaml`;
}

function retitle(contract: string, title: string): string {
  return contract.replace(/^( {2}title: ).*$/m, `$1${title}`);
}
