import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { checkVersion } from "../schema-version.js";
import { StoreError } from "../store-error.js";
import { manifestFile } from "./paths.js";
import { readText } from "./read-file.js";
import { failure, replaceFile } from "./write-file.js";

/** A directory's description of itself. */
interface Manifest {
  readonly format: "billkit-store";
  readonly schemaVersion: number;
}

/** Brings a directory from one version to the next. */
export type Migration = (root: string) => Promise<void>;

/** By the version that they lead to, beginning with 2. */
const migrations: readonly Migration[] = [];

/**
 * Opens a directory's manifest, or makes one in an empty or new directory, and migrates it.
 *
 * @throws StoreError if the directory has other files, or is of a newer version
 */
export async function openManifest(root: string, steps = migrations): Promise<void> {
  const file = path.join(root, manifestFile);
  const current = steps.length + 1;
  const text = await readExisting(root, file);
  const version = text === undefined ? current : versionOf(file, parseManifest(file, text));
  checkVersion(root, version, current);
  for (const step of steps.slice(version - 1)) await step(root);
  if (text === undefined || version < current) await write(file, current);
}

async function write(file: string, schemaVersion: number): Promise<void> {
  const manifest: Manifest = { format: "billkit-store", schemaVersion };
  await replaceFile(file, `${JSON.stringify(manifest)}\n`);
}

async function readExisting(root: string, file: string): Promise<string | undefined> {
  try {
    await mkdir(root, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOTDIR") throw notAStore(root, "is a file", error);
    throw failure(root, error);
  }
  const text = await readText(file);
  if (text !== undefined) return text;
  const others = (await readdir(root)).filter((name) => !name.startsWith("."));
  if (others.length > 0) throw notAStore(root, `has other files, such as ${others[0] ?? ""}`);
  return undefined;
}

/** Without it, nothing says what the directory's files are: no account can be stored. */
function parseManifest(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(`${file} isn't JSON; restore it from a backup.`, error);
  }
}

function versionOf(file: string, manifest: unknown): number {
  const { format, schemaVersion } = Object(manifest) as Partial<Record<keyof Manifest, unknown>>;
  const isVersion = Number.isInteger(schemaVersion) && Number(schemaVersion) >= 1;
  if (format !== "billkit-store" || !isVersion) throw notAStore(file, "isn't a store's manifest");
  return Number(schemaVersion);
}

const notAStore = (name: string, problem: string, cause?: unknown): StoreError =>
  new StoreError(`${name} ${problem}; choose a store, or a new or empty directory.`, cause);
