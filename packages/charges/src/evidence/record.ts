import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { BillkitError } from "@billkit/core";
import type { Charge, ChargeBody, ChargeSource, Instants } from "@billkit/core/charges";
import { bodyFile, chargesFile, manifestFile, type KeptBody, type Manifest } from "./folder.js";

/** The input of a run. */
export interface RecordedRun {
  readonly sources: readonly ChargeSource[];
  /** As `parsePeriod` returns it. */
  readonly period: Instants;
  /** Epoch milliseconds, as passed to `charges`. */
  readonly now: number;
}

/** Stores the bodies that a run's rows were read from. */
export interface EvidenceRecorder {
  /** The option for `charges`. */
  readonly onBody: (body: ChargeBody) => Promise<void>;
  /** Writes the rows and the manifest. Without it the folder isn't evidence. */
  readonly finish: (rows: Iterable<Charge>) => Promise<void>;
}

/**
 * Stores the bodies of a run, without secrets, and its rows in a folder. One source per vendor.
 *
 * @throws BillkitError if the folder has other files or can't be written, or a vendor has two sources
 */
export async function recordEvidence(folder: string, run: RecordedRun): Promise<EvidenceRecorder> {
  const vendors = run.sources.map(({ vendor }) => vendor);
  const twice = vendors.find((vendor, at) => vendors.indexOf(vendor) !== at);
  if (twice !== undefined)
    throw new BillkitError(`Evidence takes one source per vendor; ${twice} has several.`);
  await prepare(folder);
  const bodies: KeptBody[] = [];
  return {
    async onBody({ text, ...body }) {
      bodies.push(body);
      await writeFile(path.join(folder, bodyFile(body.sha256)), text);
    },
    async finish(rows) {
      const manifest: Manifest = {
        version: 1,
        period: run.period,
        now: run.now,
        sources: run.sources.map((source) => ({
          vendor: source.vendor,
          contract: source.contract,
          options: "options" in source ? source.options : {},
        })),
        bodies,
      };
      const lines = [...rows].map((row) => `${JSON.stringify(row)}\n`);
      await writeFile(path.join(folder, chargesFile), lines.join(""));
      await writeFile(path.join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

/** Makes the folder, or checks that it has only evidence. */
async function prepare(folder: string): Promise<void> {
  let present: string[];
  try {
    present = existsSync(folder) ? await readdir(folder) : [];
    if (present.length === 0 || present.includes(manifestFile))
      await makeFolder(path.join(folder, "bodies"));
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new BillkitError(`${folder}: evidence can't be stored there (${code}).`, {}, error);
  }
  if (present.length > 0 && !present.includes(manifestFile))
    throw new BillkitError(`${folder} has other files; choose an empty folder for evidence.`);
}

/** Node's own `recursive` never ends under /proc. */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  if (!existsSync(parent)) await makeFolder(parent);
  if (!existsSync(folder)) await mkdir(folder);
}
