import { readFile } from "node:fs/promises";
import path from "node:path";
import { BillkitError } from "@billkit/core";
import type { Charge, ChargeBody, Instants } from "@billkit/core/charges";

/** A stored body, without its text. */
export type KeptBody = Omit<ChargeBody, "text">;

/** The manifest of an evidence folder. */
export interface Manifest {
  readonly version: 1;
  readonly period: Instants;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly sources: readonly {
    readonly vendor: string;
    readonly contract: string;
    readonly options: Readonly<Record<string, string | undefined>>;
  }[];
  readonly bodies: readonly KeptBody[];
}

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

const isHash = (value: unknown): boolean =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

type Fields = Readonly<Record<string, unknown>>;

const areTexts = (value: unknown, names: readonly string[]): boolean =>
  names.every((name) => typeof (Object(value) as Fields)[name] === "string");

function isPeriod(value: unknown): boolean {
  const { start, end } = Object(value) as Fields;
  return [start, end].every((each) => typeof each === "string" && !Number.isNaN(Date.parse(each)));
}

/** A hash becomes a file name, so it must be nothing else. */
function isManifest(value: unknown): value is Manifest {
  const { version, period, now, sources, bodies } = Object(value) as Fields;
  return (
    version === 1 &&
    isPeriod(period) &&
    typeof now === "number" &&
    Array.isArray(sources) &&
    sources.every((each) => areTexts(each, ["vendor", "contract"])) &&
    Array.isArray(bodies) &&
    bodies.every((each) => isHash((Object(each) as Fields).sha256))
  );
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
