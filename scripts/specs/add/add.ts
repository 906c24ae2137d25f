import { access } from "node:fs/promises";
import { join, relative } from "node:path";
import { buildVendor, lintBuilt, readDescription } from "../build.js";
import { convert } from "../convert.js";
import type { Setting } from "../commands.js";
import { isObject, type JsonObject, objectAt, parseJson, textAt } from "../json.js";
import { SpecsError } from "../problems.js";
import { isAddress } from "../source.js";
import { parseVendor } from "../vendor.js";
import { readIfThere, writeAll } from "../write.js";
import { toYaml } from "../yaml.js";
import { chooseCredential, serversOf } from "./credential.js";
import {
  findOperations,
  type FoundOperation,
  nameOperations,
  parseOperations,
} from "./operations.js";
import { formatAll } from "./format.js";
import { overlayText } from "./overlay-file.js";
import { packageFiles } from "./package-files.js";
import { packageFolders, placeholder, unwrittenIn } from "./placeholder.js";
import { nameSchemas } from "./vendor-file.js";
import { wiring } from "./wiring.js";
import { pascal, wordsOf } from "./words.js";

export interface AddOptions extends Setting {
  readonly name: string;
  /** Files or addresses of the description, which are merged. */
  readonly from: readonly string[];
  /** `METHOD /path[=operationId[:Tag]]` */
  readonly operations: readonly string[];
  /** Where the operations are served, when the description does not say. */
  readonly server?: string | undefined;
  /** Where a description that is read from a file is published. */
  readonly published?: string | undefined;
}

const HEADER = (title: string): string => `# yaml-language-server: $schema=../vendor.schema.json
# Which part of the description of ${title} becomes the contract, and under which names.
`;
/** No address: RFC 2606 keeps the domain free. */
const UNPUBLISHED = "https://unpublished.invalid/openapi.yaml";

/**
 * Writes the folder under specs/ and the package of a new vendor, all files or none. Every text that
 * a person has to write is a placeholder, which builds and cannot be published.
 * @returns what was written, and what comes next
 * @throws {SpecsError} with a line for whatever is wrong; then nothing is written
 */
export async function add(options: AddOptions): Promise<string[]> {
  const { root, name, from } = options;
  await checkName(root, name);
  const asked = parseOperations(options.operations);
  const className = pascal(wordsOf(name));
  const start = await startOf(options, asked, className);
  const file = `specs/${name}/vendor.yaml`;
  const preliminary = parseVendor(toYaml(start.vendor), file);
  const sources = await Promise.all(
    from.map((each) => readDescription(each, preliminary, options)),
  );
  const descriptions = sources.map(convert);
  const taken = [className, ...preliminary.operations.map(({ tag }) => `${tag}Api`)].concat(
    preliminary.operations.map(({ operationId }) => `${pascal([operationId])}Arguments`),
  );
  const { vendor, extract } = nameSchemas(start.vendor, descriptions, file, taken);
  const files = {
    folder: `specs/${name}`,
    vendor: vendorText(vendor, className),
    overlay: overlayText(extract, textAt(vendor, "title"), start.credential),
  };
  const built = await buildVendor(name, files, options);
  const { texts: packaged, locks } = await makePackage(root, name, built.contract);
  await lintBuilt(root, [built]);
  const handWritten = new Map([
    [file, files.vendor],
    [`specs/${name}/overlay.yaml`, files.overlay],
    ...packaged,
  ]);
  const texts = new Map<string, string>([
    ...(await formatAll(root, handWritten)),
    ...[...built.files].map(([each, text]): [string, string] => [`specs/${name}/${each}`, text]),
    ...locks,
  ]);
  const absolute = new Map([...texts].map(([path, text]) => [join(root, path), text]));
  const written = await writeAll(root, absolute);
  const left = [...texts].flatMap(([path, text]) => unwrittenIn(path, text));
  return [
    ...written.map((path) => `${relative(root, path)} written`),
    `${left.length} texts are still to be written: look for "${placeholder("").slice(0, 13)}" in specs/${name} and packages/${name}`,
    `next: npm install, npm run generate, npm test`,
  ];
}

/** A folder, a package and a class: so it is held to what all three can be called. */
async function checkName(root: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new SpecsError(
      `${JSON.stringify(name.slice(0, 60))} is not a vendor's name: small letters and digits, with single hyphens between, at most 40`,
    );
  for (const place of [`specs/${name}`, `packages/${name}`]) {
    const isThere = await access(join(root, place)).then(
      () => true,
      () => false,
    );
    if (isThere) throw new SpecsError(`${place}: is there already; nothing is written`);
  }
  const workspaces = [
    ...(await packageFolders(root)).map((each) => `packages/${each}`),
    "scripts",
    "examples",
  ];
  for (const folder of workspaces) {
    const manifest = parseJson(await readIfThere(join(root, folder, "package.json")));
    if (isObject(manifest) && manifest.name === `@billkit/${name}`)
      throw new SpecsError(`${folder}: is called @billkit/${name} already; nothing is written`);
  }
}

interface Start {
  /** vendor.yaml but for `schemas`. */
  readonly vendor: JsonObject;
  readonly credential: ReturnType<typeof chooseCredential>;
}

async function startOf(
  options: AddOptions,
  asked: ReturnType<typeof parseOperations>,
  className: string,
): Promise<Start> {
  const { name, from } = options;
  // Without operations, references are not followed: only what the document itself says is read.
  const nothing = parseVendor(
    toYaml({
      title: className,
      class: className,
      server: "https://unpublished.invalid",
      sources: [UNPUBLISHED],
      operations: { "GET /": { operationId: "none", tag: "None" } },
    }),
    `specs/${name}/vendor.yaml`,
  );
  const descriptions = (
    await Promise.all(from.map((each) => readDescription(each, nothing, options)))
  ).map(convert);
  const found = findOperations(asked, descriptions);
  const names = nameOperations(found);
  const credential = chooseCredential(found, name.toUpperCase().replaceAll("-", "_"));
  const { server, others } = chooseServer(found, options);
  const accept = [
    ...others.map((each) => ({
      server: each,
      reason: placeholder("why it is not served from here"),
    })),
    ...credential.passedOver.map((each) => ({
      securityScheme: each,
      reason: placeholder("why it is passed over"),
    })),
  ];
  const vendor: JsonObject = {
    title: className,
    class: className,
    server,
    sources: from.map((each) => (isAddress(each) ? each : (options.published ?? UNPUBLISHED))),
    operations: Object.fromEntries(
      found.map(({ key, tag }) => [key, { operationId: names.get(key) ?? "", tag }]),
    ),
    ...(credential.theirs !== undefined && {
      securitySchemes: { [credential.theirs]: credential.ours },
    }),
    ...(accept.length > 0 && { accept }),
  };
  vendor.sources = [...new Set(Array.isArray(vendor.sources) ? vendor.sources : [])];
  return { vendor, credential };
}

function chooseServer(
  found: readonly FoundOperation[],
  { server }: AddOptions,
): { server: string; others: string[] } {
  const named = [...new Set(found.flatMap(serversOf))];
  const chosen = server ?? named.find((each) => /^https:\/\/[^{}]+$/.test(each));
  if (chosen === undefined)
    throw new SpecsError("the description names no https server: give one with --server URL");
  const known = named.length > 0 && !named.includes(chosen) ? [chosen] : [];
  return { server: chosen, others: [...named.filter((each) => each !== chosen), ...known] };
}

function vendorText(vendor: JsonObject, title: string): string {
  const said: Readonly<Record<string, string>> = {
    operations: "By method and path.",
    schemas: "Place: name. These names are public once released.",
    securitySchemes: "Theirs: ours.",
  };
  const parts = Object.entries(vendor).map(([key, value]) => {
    const comment = said[key];
    const text = toYaml({ [key]: value });
    return comment === undefined ? text : `\n# ${comment}\n${text}`;
  });
  const text = HEADER(title) + parts.join("");
  return text.replace(UNPUBLISHED, `${UNPUBLISHED} # ${placeholder("where it is published")}`);
}

async function makePackage(
  root: string,
  name: string,
  contract: JsonObject,
): Promise<{ texts: Map<string, string>; locks: Map<string, string> }> {
  const read = async (path: string): Promise<string> => {
    const text = await readIfThere(join(root, path));
    if (text === undefined) throw new SpecsError(`${path}: there is no such file`);
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
