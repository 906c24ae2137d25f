import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Charge, ChargeSource } from "@billkit/core/charges";
import { recordEvidence } from "../../src/evidence/index.js";
import { charges, ChargesError, parsePeriod } from "../../src/index.js";

export const now = Date.UTC(2026, 6, 15, 12);
export const period = parsePeriod("2026-06");

export const newFolder = (): string => mkdtempSync(path.join(os.tmpdir(), "billkit-evidence-"));

/** Reads June from the sources and stores the evidence, with what failed. */
export async function record(
  folder: string,
  sources: readonly ChargeSource[],
  accounts?: readonly string[],
): Promise<Charge[]> {
  const run = { sources, period, now, ...(accounts !== undefined && { accounts }) };
  const { onBody, finish } = await recordEvidence(folder, run);
  const rows: Charge[] = [];
  try {
    for await (const row of charges(sources, { period, now: () => now, onBody })) rows.push(row);
    await finish(rows);
  } catch (error) {
    if (!(error instanceof ChargesError)) throw error;
    await finish(rows, error.errors);
  }
  return rows;
}

/** Replaces a text once, in the first file of the folder that contains it. */
export function edit(
  folder: string,
  pattern: RegExp,
  replacement: string,
  file = "bodies",
): string {
  const names =
    file === "bodies"
      ? readdirSync(path.join(folder, file)).map((name) => `bodies/${name}`)
      : [file];
  for (const name of names) {
    const text = readFileSync(path.join(folder, name), "utf8");
    if (!pattern.test(text)) continue;
    writeFileSync(path.join(folder, name), text.replace(pattern, replacement));
    return name;
  }
  throw new Error("nothing to edit");
}

/** The parts of a manifest that tests read and change. */
export interface ManifestText {
  bodies: {
    operation: string;
    arguments: Record<string, unknown>;
    sha256: string;
    source?: number;
  }[];
  sources: { vendor: string; account?: string }[];
  failures?: { vendor: string; account?: string; message: string }[];
}

/** Changes a folder's manifest. */
export function editManifest(folder: string, change: (manifest: ManifestText) => void): void {
  const file = path.join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as ManifestText;
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}
