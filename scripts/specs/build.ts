import { join } from "node:path";
import {
  contractText,
  extractText,
  makeContract,
  makeExtract,
  namesText,
  overlayOf,
  readVendor,
  type VendorFiles,
} from "./contract/contract.js";
import type { Setting } from "./commands.js";
import { convert, parseSource } from "./read/convert.js";
import { checkCredentials } from "./contract/credentials.js";
import { Findings } from "./select/findings.js";
import { type JsonObject, parseJson } from "../common/json.js";
import { lint } from "./contract/lint.js";
import { hiddenChanges } from "./overlay/hidden-changes.js";
import { UserError } from "../common/user-error.js";
import { parseDescription } from "../common/yaml.js";
import { lasting, noticesIn, provenanceOf, toolVersions } from "./contract/provenance.js";
import { placeBeside, readReferences } from "./read/references.js";
import { isAddress, readSource, type Source } from "./read/source.js";
import type { WantedParts } from "./vendor.js";
import { chooseVendors, readVendorFiles } from "./vendors.js";
import { readIfThere } from "../common/write.js";

export interface BuildOptions extends Setting {
  /** Empty for all. */
  readonly vendors: readonly string[];
  /** Files or addresses to read instead of where the vendor publishes. */
  readonly from: readonly string[];
}

/** One vendor's files, built from the sources in memory. */
export type BuiltVendor = Awaited<ReturnType<typeof buildVendor>>;

/**
 * Builds and lints extract, contract and provenance of each vendor from published descriptions. Nothing
 * is written.
 * @throws {UserError} with a line per problem
 */
export async function buildVendors(options: BuildOptions): Promise<BuiltVendor[]> {
  const { root, from } = options;
  const names = await chooseVendors(root, options.vendors, from);
  const built: BuiltVendor[] = [];
  for (const name of names)
    built.push(await buildVendor(name, await readVendorFiles(root, name), options));
  await lintBuilt(root, built);
  return built;
}

/** @throws {UserError} with a line per linter problem, and the overlays' notices, which can explain it */
export async function lintBuilt(root: string, built: readonly BuiltVendor[]): Promise<void> {
  const contracts = built.map(({ name, files }) => ({
    path: `specs/${name}/openapi.yaml`,
    text: files.get("openapi.yaml") ?? "",
  }));
  await lint(root, contracts).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    const { problems } = error;
    const notices = built.flatMap(({ name, notices: all }) => {
      const isRejected = problems.some((line) => line.startsWith(`specs/${name}/openapi.yaml:`));
      return all.filter((line) => isRejected && line.startsWith(`specs/${name}/overlay.yaml:`));
    });
    throw new UserError([...notices.map((line) => `notice: ${line}`), ...problems]);
  });
}

/**
 * Builds one vendor, whose hand-written files needn't be on disk yet, without linting.
 * @throws {UserError} with a line per problem
 */
export async function buildVendor(
  name: string,
  files: VendorFiles,
  options: Omit<BuildOptions, "vendors">,
) {
  const { root, from } = options;
  const folder = join(root, files.folder);
  const vendor = readVendor(files);
  const addresses = from.length > 0 ? from : vendor.sources;
  const sources = await Promise.all(
    addresses.map((each) => readDescription(each, vendor, options)),
  );
  const findings = new Findings(vendor);
  const extract = makeExtract(vendor, sources, findings);
  const contract = await makeContract(files, extract, findings);
  checkCredentials(sources.map(convert), contract, findings);
  findings.throwIfAny();
  const tools = toolVersions(parseJson(await readIfThere(join(root, "scripts/package.json"))));
  const today = options.now().toISOString().slice(0, 10);
  const before = await readIfThere(join(folder, "provenance.json"));
  const notices = findings.notices.map((line) => lasting(line, sources));
  const provenance = provenanceOf(vendor, sources, tools, today, before, notices);
  const seen = noticesIn(before);
  const hidden = hiddenChanges(await lastExtract(folder), extract, overlayOf(files));
  return {
    name,
    vendor,
    extract,
    contract,
    /** Findings that vendor.yaml accepts, one line each. */
    accepted: findings.accepted,
    /** Findings for a reviewer, one line each: left out, new, contradictory or hidden. */
    notices: [...hidden, ...findings.notices],
    /** Of the notices: those that the last sync didn't have. */
    fresh: [...hidden, ...findings.notices.filter((_, at) => !seen.includes(notices[at] ?? ""))],
    /** Where the vendor's examples break its own schemas. */
    contradictions: findings.contradictions,
    /** By the file's name in the vendor's folder. */
    files: new Map([
      ["extract.yaml", extractText(extract)],
      ["names.yaml", namesText(findings.assigned)],
      ["openapi.yaml", contractText(contract)],
      ["provenance.json", `${JSON.stringify(provenance, null, 2)}\n`],
    ]),
  };
}

/** The extract that sync replaces; undefined if there is none, or people have broken it. */
async function lastExtract(folder: string): Promise<JsonObject | undefined> {
  const file = join(folder, "extract.yaml");
  const text = await readIfThere(file);
  try {
    return text === undefined ? undefined : parseDescription(text, file);
  } catch {
    return undefined;
  }
}

/**
 * A description with the documents that its wanted operations refer to.
 * @param from a file or an address
 */
export async function readDescription(
  from: string,
  vendor: WantedParts,
  { fetch }: Pick<BuildOptions, "fetch">,
): Promise<Source> {
  const read = (place: string): Promise<Source> => readSource(place, fetch);
  const source = await read(from);
  const load = async (name: string): Promise<Source> =>
    read(isAddress(name) ? name : await placeBeside(from, name));
  const references = await readReferences(source, vendor, parseSource, load);
  return references.length > 0 ? { ...source, references } : source;
}
