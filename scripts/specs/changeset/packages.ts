import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type JsonObject, objectAt, parseJson, textAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { readIfThere } from "../../common/write.js";
import type { Bump } from "../rate/level.js";

/** Serves every contract under specs/, so that it changes with each. */
const SERVER = "@billkit/sandbox";

/**
 * The published packages that a change of a vendor's contract releases, with their bumps. The vendor's
 * package and the sandbox, whose users test against the new contract, by the rating. Packages that
 * depend on the vendor's by the rating too, except a patch: it doesn't change their API, and changesets
 * releases them anyway because a dependency changed.
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
    throw new UserError(`packages/${vendor}/package.json: missing, or without a name`);
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
