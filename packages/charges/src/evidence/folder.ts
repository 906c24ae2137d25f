import { readFile } from "node:fs/promises";
import path from "node:path";
import { BillkitError } from "@billkit/core";
import type { Charge } from "@billkit/core/charges";
import { areTexts, isHash, isManifest, type Fields, type Manifest } from "./manifest.js";

export const manifestFile = "manifest.json";
export const chargesFile = "charges.jsonl";
export const bodyFile = (sha256: string): string => path.join("bodies", `${sha256}.json`);

/** @throws BillkitError if the folder has no readable evidence */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = parse(folder, manifestFile, await readText(folder, manifestFile));
  if (!isManifest(manifest))
    throw invalid(folder, manifestFile, "isn't a manifest of this version");
  return manifest;
}

/** The parts of a row that are read before it is compared. */
function isCharge(value: unknown): value is Charge {
  const { evidence } = Object(value) as Fields;
  return (
    areTexts(value, ["id", "vendor"]) &&
    areTexts(evidence, ["operation", "pointer", "sha256", "contract"])
  );
}

/**
 * The stored rows, in order.
 * @throws BillkitError if they can't be read
 */
export async function readCharges(folder: string): Promise<Charge[]> {
  const lines = (await readText(folder, chargesFile)).split("\n").filter((line) => line !== "");
  return lines.map((line, at) => {
    const place = `${chargesFile}:${at + 1}`;
    const row = parse(folder, place, line);
    if (!isCharge(row)) throw invalid(folder, place, "isn't a row of a bill");
    return row;
  });
}

/** A stored body's text; undefined if it is missing, or the hash isn't one. */
export async function readBody(folder: string, sha256: string): Promise<string | undefined> {
  if (!isHash(sha256)) return undefined;
  return readFile(path.join(folder, bodyFile(sha256)), "utf8").catch(() => undefined);
}

async function readText(folder: string, file: string): Promise<string> {
  try {
    return await readFile(path.join(folder, file), "utf8");
  } catch (error) {
    throw invalid(
      folder,
      file,
      "can't be read: the folder isn't evidence, or isn't complete",
      error,
    );
  }
}

function parse(folder: string, file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(folder, file, "isn't JSON", error);
  }
}

const invalid = (folder: string, file: string, problem: string, cause?: unknown): BillkitError =>
  new BillkitError(`${path.join(folder, file)} ${problem}.`, {}, cause);
