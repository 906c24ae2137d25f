import { isObject, type JsonObject, objectAt, parseJson } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { FIRST_VERSION } from "./package-files.js";

/**
 * The root's package-lock.json and the scripts' package.json with a new package in them: the tests of
 * the documents use every package, and \`npm ci\` wants the lock to know it.
 * @param manifest of the new package
 */
export function wiring(
  lock: string,
  scripts: string,
  name: string,
  manifest: JsonObject,
): { lock: string; scripts: string } {
  const packageName = `@billkit/${name}`;
  const locked = objectOf(lock, "package-lock.json");
  const mine = objectOf(scripts, "scripts/package.json");
  const uses = (owner: JsonObject): JsonObject => ({
    ...owner,
    devDependencies: sorted({
      ...objectAt(owner, "devDependencies"),
      [packageName]: FIRST_VERSION,
    }),
  });
  const entries = objectAt(locked, "packages");
  const packages = sorted({
    ...entries,
    [`packages/${name}`]: {
      name: packageName,
      version: FIRST_VERSION,
      license: "MIT",
      dependencies: objectAt(manifest, "dependencies"),
      devDependencies: objectAt(manifest, "devDependencies"),
      engines: objectAt(manifest, "engines"),
    },
    [`node_modules/${packageName}`]: { resolved: `packages/${name}`, link: true },
    scripts: uses(objectAt(entries, "scripts")),
  });
  return {
    lock: `${JSON.stringify({ ...locked, packages }, null, 2)}\n`,
    scripts: `${JSON.stringify(uses(mine), null, 2)}\n`,
  };
}

function objectOf(text: string, file: string): JsonObject {
  const value = parseJson(text);
  if (isObject(value)) return value;
  throw new UserError(`${file}: cannot be read as JSON`);
}

/** As npm orders names: whatever the machine's language. */
function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => a.localeCompare(b, "en")));
}
