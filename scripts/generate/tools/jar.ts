import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Cursor } from "../contract/cursor.js";
import type { Json } from "../../common/json.js";
import { oneLine, UserError } from "../../common/user-error.js";
import { javaEnvironment } from "./java.js";
import { run } from "../../common/run.js";

/** SHA-256 of the reviewed JARs, by version. The wrapper doesn't check its downloads. */
const known: Readonly<Record<string, string>> = {
  "7.25.0": "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae",
};
const settingsFile = "openapitools.json";

type Generator = ReturnType<typeof readGenerator>;

/** @throws {UserError} openapitools.json is invalid, or its version has no known hash. */
function readGenerator(root: string) {
  const settings = readSettings(root);
  const at = settings.get("version");
  const version = at.text();
  const advice = "add it to scripts/generate/tools/jar.ts";
  return {
    version,
    sha256: known[version] ?? at.fail(`no SHA-256 is known for ${oneLine(version, 20)}; ${advice}`),
    /** Where the wrapper looks for the JAR. */
    jar: path.resolve(root, settings.get("storageDir").text(), `${version}.jar`),
  };
}

/**
 * Ensures that the JAR exists and is the reviewed one, before anything runs it.
 * @throws {UserError} It is missing and can't be downloaded, or its hash differs.
 */
export async function ensureJar(root: string): Promise<void> {
  const generator = readGenerator(root);
  if (existsSync(generator.jar))
    checkHash(root, generator, generator.jar, "delete it and run this again");
  else await download(root, generator);
}

/** @throws {UserError} The JAR is missing or its hash differs. */
export function checkJar(root: string): void {
  const generator = readGenerator(root);
  const place = path.relative(root, generator.jar);
  if (!existsSync(generator.jar)) throw new UserError(`${place} is missing; run: npm run generate`);
  checkHash(root, generator, generator.jar, "delete it and run: npm run generate");
}

/** The command line of the npm wrapper. */
export function wrapper(root: string): string {
  return createRequire(path.join(root, "package.json")).resolve(
    "@openapitools/openapi-generator-cli/main.js",
  );
}

/** The wrapper uses PWD as its folder, and requests versions from a server unless that is disabled. */
export function wrapperEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    ...javaEnvironment(process.env),
    PWD: folder,
    OPENAPI_GENERATOR_CLI_SEARCH_URL: "DEFAULT",
  };
}

/** Downloads into a separate folder, under a name that nothing runs, until its hash is checked. */
async function download(root: string, generator: Generator): Promise<void> {
  const folder = path.join(path.dirname(generator.jar), `download-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const settings = structuredClone(readSettings(root).object());
    settings.storageDir = ".";
    writeFileSync(path.join(folder, settingsFile), JSON.stringify({ "generator-cli": settings }));
    const args = [wrapper(root), "version-manager", "set", generator.version];
    const options = { cwd: folder, env: wrapperEnvironment(folder), timeoutMs: 300_000 };
    const finished = await run(process.execPath, args, options);
    const downloaded = path.join(folder, `${generator.version}.jar`);
    if (!existsSync(downloaded)) {
      const reason =
        /because of:? "?([^"\n]+)/.exec(finished.output)?.[1] ??
        finished.failure ??
        "unknown reason";
      throw new UserError(
        `the OpenAPI generator ${generator.version} is missing and can't be downloaded (${oneLine(reason, 100)}); ` +
          `connect to the network (HTTPS_PROXY is respected), or put its JAR at ${path.relative(root, generator.jar)}`,
      );
    }
    checkHash(root, generator, downloaded, "it was not kept; try again on a network you trust");
    renameSync(downloaded, generator.jar);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkHash(root: string, generator: Generator, file: string, advice: string): void {
  const actual = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (actual === generator.sha256) return;
  throw new UserError(
    `${path.relative(root, file)} is not the OpenAPI generator ${generator.version}: ` +
      `its SHA-256 is ${actual}, not ${generator.sha256}; ${advice}`,
  );
}

function readSettings(root: string): Cursor {
  let value: Json;
  try {
    value = JSON.parse(readFileSync(path.join(root, settingsFile), "utf8")) as Json;
  } catch (error) {
    throw new UserError(
      `${settingsFile} cannot be read: ${oneLine(error instanceof Error ? error.message : String(error))}`,
    );
  }
  return Cursor.root(value, settingsFile).get("generator-cli");
}
