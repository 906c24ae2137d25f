import { join, relative } from "node:path";
import { type JsonObject, objectAt, textAt, textsAt } from "../../common/json.js";
import { schemaProblems } from "../../common/json-schema.js";
import { Problems, UserError } from "../../common/user-error.js";
import { parseLocated } from "../../common/yaml.js";
import { buildVendor, type BuiltVendor, lintBuilt, readDescription } from "../build.js";
import type { Setting } from "../commands.js";
import { convert } from "../read/convert.js";
import { operationOf, type WantedOperation } from "../vendor.js";
import { readIfThere, writeAll } from "../../common/write.js";
import { chooseCredentials } from "./credentials.js";
import { actionOf, describedTraits } from "./described-traits.js";
import { formatFiles } from "./format.js";
import {
  findOperations,
  type FoundOperation,
  nameOperations,
  parseOperations,
} from "./operations.js";
import { overlayText } from "./overlay-file.js";
import { packageFiles } from "./package-files.js";
import { pageOf } from "./page.js";
import { type AddFlags, startOf, vendorOf, vendorText, widened } from "./vendor-file.js";
import { pascal, wordsOf } from "../../common/words.js";

export interface AddOptions extends Setting {
  readonly name: string;
  /** Files or addresses of the description, which are merged. */
  readonly from: readonly string[];
  /** `METHOD /path[=operationId][:Tag]` */
  readonly operations: readonly string[];
  readonly flags: AddFlags;
}

/**
 * Adds a vendor: its folder under specs/ and its package. A prepared vendor.yaml and overlay.yaml
 * are used unchanged; running it again keeps people's changes. Operations that can't be
 * expressed are left out and listed, if others can.
 * @returns a page: what was written, what was left out, and what to do next
 * @throws {UserError} with a line per problem if nothing can be added; then nothing is written
 */
export async function add(options: AddOptions): Promise<string[]> {
  const { root, name, flags } = options;
  await checkName(root, name);
  const folder = `specs/${name}`;
  const [prepared, overlay, released] = await Promise.all(
    ["vendor.yaml", "overlay.yaml", "names.yaml"].map((file) =>
      readIfThere(join(root, folder, file)),
    ),
  );
  const existing = prepared === undefined ? {} : readPrepared(prepared, `${folder}/vendor.yaml`);
  const className = flags.class ?? (textAt(existing, "class") || pascal(wordsOf(name)));
  const selected = selectedOperations(existing, options.operations);
  const start = startOf(existing, flags, className, options.from);
  const found = findOperations(selected, await readAll(start, selected, options));
  const names = nameOperations(found);

  const candidateOf = async (operations: readonly FoundOperation[]) => {
    const credentials = chooseCredentials(operations, wordsOf(name), flags.env);
    const title = textAt(start, "title");
    const tags = [...new Set(operations.map(({ tag }) => tag))];
    let overlayYaml = overlayText(overlay, title, tags, credentials.schemes);
    const build = async (vendor: JsonObject): Promise<[BuiltVendor, string]> => {
      const text = vendorText(vendor, prepared);
      const files = { folder, vendor: text, overlay: overlayYaml, names: released };
      return [await buildVendor(name, files, { ...options, from: placesOf(options, start) }), text];
    };
    const draft = vendorOf(start, operations, names, credentials, flags.server);
    const first = await build(draft);
    const wider = widened(draft, first[0].contradictions);
    const [{ contract }] = first;
    const { traits, unused } = describedTraits(
      overlay === undefined ? operations : [],
      names,
      contract,
    );
    overlayYaml = overlayText(overlay, title, tags, credentials.schemes, traits.map(actionOf));
    const isFirst = wider === draft && traits.length === 0;
    const [built, text] = isFirst ? first : await build(wider);
    await lintBuilt(root, [built]);
    /** What people edit from here on, by path from the root. */
    const files = new Map([
      [`${folder}/vendor.yaml`, text],
      [`${folder}/overlay.yaml`, overlayYaml],
      ...(await packageFiles(root, name, built.contract)),
    ]);
    return { built, files, traits, unused };
  };
  const { candidate, leftOut } = await withoutImpossible(found, candidateOf);
  const { built, files, ...traits } = candidate;
  const written = await write(options, built, files);
  return pageOf(name, built, written, leftOut, traits);
}

/**
 * Checks a vendor's name, which is a folder, a package and a class. A folder under specs/ may
 * exist: it is prepared, or an earlier run's.
 * @throws {UserError} if it can't be a name, or another package has it
 */
async function checkName(root: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new UserError(
      `${JSON.stringify(name.slice(0, 60))} is not a vendor's name: use small letters, digits and single hyphens, at most 40 characters`,
    );
  const isVendor = (await readIfThere(join(root, `specs/${name}/vendor.yaml`))) !== undefined;
  const manifest = await readIfThere(join(root, `packages/${name}/package.json`));
  if (!isVendor && manifest !== undefined)
    throw new UserError(`packages/${name}: is another package; choose another name`);
}

/**
 * Reads a vendor.yaml that can lack keys.
 * @throws {UserError} with file and line of each malformed operation
 */
function readPrepared(text: string, file: string): JsonObject {
  const { value, at } = parseLocated(text, file);
  const problems = new Problems();
  for (const key of Object.keys(objectAt(value, "operations")))
    for (const { message } of schemaProblems("vendor#/$defs/operation", key))
      problems.add(`${at(["operations", key])}: operations.${key}: ${message}`);
  problems.throwIfAny();
  return value;
}

/** The operations of an existing vendor.yaml, and the additional ones of `--operations`. */
function selectedOperations(existing: JsonObject, texts: readonly string[]): WantedOperation[] {
  const known = Object.entries(objectAt(existing, "operations")).map(([key, value]) =>
    operationOf(key, value),
  );
  const all = [...known, ...parseOperations(texts)];
  if (all.length === 0) throw new UserError('add needs --operations "METHOD /path"');
  return [...new Map(all.map((each) => [each.key, each])).values()];
}

/** Files and addresses to read: of `--from`, else of an existing vendor.yaml. */
function placesOf({ from }: AddOptions, start: JsonObject): readonly string[] {
  return from.length > 0 ? from : textsAt(start, "sources");
}

async function readAll(
  start: JsonObject,
  operations: readonly WantedOperation[],
  options: AddOptions,
): Promise<ReturnType<typeof convert>[]> {
  const places = placesOf(options, start);
  if (places.length === 0) throw new UserError("add needs --from FILE|URL");
  const [sources, references] = [textsAt(start, "sources"), textsAt(start, "references")];
  const wanted = { operations, sources, references };
  const read = places.map((each) => readDescription(each, wanted, options));
  return (await Promise.all(read)).map(convert);
}

/** Tries all operations; if that fails, leaves out those that fail alone. */
async function withoutImpossible<Candidate>(
  found: readonly FoundOperation[],
  candidateOf: (operations: readonly FoundOperation[]) => Promise<Candidate>,
) {
  const leftOut = new Map<string, readonly string[]>();
  try {
    return { candidate: await candidateOf(found), leftOut };
  } catch (error) {
    if (!(error instanceof UserError) || found.length === 1) throw error;
    for (const operation of found) {
      const problems = await candidateOf([operation]).then(
        () => undefined,
        (reason: unknown) => (reason instanceof UserError ? reason.problems : [String(reason)]),
      );
      if (problems) leftOut.set(operation.key, problems);
    }
    const rest = found.filter(({ key }) => !leftOut.has(key));
    if (rest.length === 0 || leftOut.size === 0) throw error;
    return { candidate: await candidateOf(rest), leftOut };
  }
}

/** @returns the paths that changed */
async function write(
  { root, name }: AddOptions,
  built: BuiltVendor,
  files: ReadonlyMap<string, string>,
): Promise<string[]> {
  const texts = new Map<string, string>();
  const generated = [...built.files].map(
    ([file, text]) => [`specs/${name}/${file}`, text] as const,
  );
  for (const [path, text] of [...files, ...generated]) {
    // A package's files belong to people once they exist.
    const isKept =
      path.startsWith("packages/") && (await readIfThere(join(root, path))) !== undefined;
    if (!isKept) texts.set(join(root, path), text);
  }
  const written = (await writeAll(root, texts)).map((path) => relative(root, path));
  await formatFiles(
    root,
    written.filter((path) => files.has(path)),
  );
  return written;
}
