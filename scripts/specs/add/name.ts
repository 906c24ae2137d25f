import { access } from "node:fs/promises";
import { join } from "node:path";
import { isObject, parseJson } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { readIfThere } from "../write.js";
import { packageFolders } from "./placeholder.js";

/**
 * A folder, a package and a class: so a vendor's name is held to what all three can be called.
 * @throws {UserError} for what cannot be one, and what something is called already
 */
export async function checkName(root: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new UserError(
      `${JSON.stringify(name.slice(0, 60))} is not a vendor's name: small letters and digits, with single hyphens between, at most 40`,
    );
  for (const place of [`specs/${name}`, `packages/${name}`]) {
    const isThere = await access(join(root, place)).then(
      () => true,
      () => false,
    );
    if (isThere) throw new UserError(`${place}: is there already; nothing is written`);
  }
  const workspaces = [
    ...(await packageFolders(root)).map((each) => `packages/${each}`),
    "scripts",
    "examples",
  ];
  for (const folder of workspaces) {
    const manifest = parseJson(await readIfThere(join(root, folder, "package.json")));
    if (isObject(manifest) && manifest.name === `@billkit/${name}`)
      throw new UserError(`${folder}: is called @billkit/${name} already; nothing is written`);
  }
}
