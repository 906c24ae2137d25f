import { join } from "node:path";
import { isObject, type JsonObject, objectAt, parseJson, textAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { readIfThere } from "../write.js";
import { packageFiles } from "./package-files.js";
import { wiring } from "./wiring.js";

/**
 * The files of a new vendor's package, and the shared ones that have to know of it, by their paths
 * from the root.
 */
export async function makePackage(
  root: string,
  name: string,
  contract: JsonObject,
): Promise<{ texts: Map<string, string>; locks: Map<string, string> }> {
  const read = async (path: string): Promise<string> => {
    const text = await readIfThere(join(root, path));
    if (text === undefined) throw new UserError(`${path}: there is no such file`);
    return text;
  };
  const manifestOf = async (folder: string): Promise<JsonObject> => {
    const manifest = parseJson(await read(`packages/${folder}/package.json`));
    return isObject(manifest) ? manifest : {};
  };
  const [core, sandbox] = [await manifestOf("core"), await manifestOf("sandbox")];
  const files = packageFiles({
    name,
    contract,
    license: await read("LICENSE"),
    repository: textAt(objectAt(core, "repository"), "url"),
    versions: { core: textAt(core, "version"), sandbox: textAt(sandbox, "version") },
  });
  const manifest = parseJson(files.get("package.json"));
  const { lock, scripts } = wiring(
    await read("package-lock.json"),
    await read("scripts/package.json"),
    name,
    isObject(manifest) ? manifest : {},
  );
  return {
    texts: new Map([...files].map(([path, text]) => [`packages/${name}/${path}`, text])),
    locks: new Map([
      ["package-lock.json", lock],
      ["scripts/package.json", scripts],
    ]),
  };
}
