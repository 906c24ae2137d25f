/** What `npm run release:pack` has left in release/. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { URL, fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The packages, in the order in which they may be published.
 * @typedef {{ name: string, version: string, file: string, notes: string }} Packed
 * @returns {{ folder: string, json: boolean, packages: Packed[] }}
 * @throws {Error} there are none
 */
export function readPacked() {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { dir: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const folder = path.resolve(values.dir ?? path.join(root, "release"));
  const file = path.join(folder, "packages.json");
  if (!existsSync(file)) throw new Error(`${file} is not there; run: npm run release:pack`);
  return { folder, json: values.json, packages: JSON.parse(readFileSync(file, "utf8")).packages };
}
