import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type JsonObject, objectAt, parseJson, textAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { readIfThere } from "../../common/write.js";
import type { Bump } from "../rate/level.js";

/** Serves every contract under specs/, so that it changes with each. */
const SERVER = "@billkit/sandbox";

/**
 * The published packages that a change of a vendor's contract moves, and how far. The vendor's own by
 * the rating. What builds on it (the facade extends its classes) by the rating too, but not by a
 * patch: that does not move its surface, and the changed dependency releases it anyway. The sandbox
 * by the rating: whoever tests against it meets the new contract.
 * @throws {UserError} the vendor has no package
 */
export async function movedPackages(
  root: string,
  vendor: string,
  level: Bump,
): Promise<Map<string, Bump>> {
  const manifests = await readManifests(root);
  const own = manifests.get(vendor);
  const name = own ? textAt(own, "name") : "";
  if (name === "")
    throw new UserError(`packages/${vendor}/package.json: there is none, or it has no name`);
  const moved = new Map<string, Bump>([[name, level]]);
  for (const manifest of manifests.values()) {
    const other = textAt(manifest, "name");
    if (manifest.private === true || other === name) continue;
    const isBuiltOn = Object.hasOwn(objectAt(manifest, "dependencies"), name);
    if (other === SERVER || (isBuiltOn && level !== "patch")) moved.set(other, level);
  }
  return moved;
}

/** package.json of each package, by its folder. */
async function readManifests(root: string): Promise<Map<string, JsonObject>> {
  const folder = join(root, "packages");
  const names = await readdir(folder).catch((): string[] => []);
  const manifests = new Map<string, JsonObject>();
  for (const name of names.sort()) {
    const manifest = parseJson(await readIfThere(join(folder, name, "package.json")));
    if (isObject(manifest)) manifests.set(name, manifest);
  }
  return manifests;
}
