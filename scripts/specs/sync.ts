import { join, relative } from "node:path";
import { contractText, extractText, makeContract, makeExtract } from "./contract.js";
import { parseJson } from "./json.js";
import { lint } from "./lint.js";
import { SpecsError } from "./problems.js";
import { provenanceOf, toolVersions } from "./provenance.js";
import { readSource } from "./source.js";
import { parseVendor } from "./vendor.js";
import { chooseVendors, readVendorFiles } from "./vendors.js";
import { readIfThere, writeAll } from "./write.js";

export interface SyncOptions {
  /** The repository. */
  readonly root: string;
  /** None: all. */
  readonly vendors: readonly string[];
  /** Files or addresses to read instead of where the vendor publishes. */
  readonly from: readonly string[];
  /** Written to instead of specs/. */
  readonly out?: string | undefined;
  readonly now: () => Date;
  readonly fetch?: typeof fetch | undefined;
}

/**
 * From published descriptions to extract, contract and provenance. Nothing is written when anything
 * is wrong with any of the vendors.
 * @returns a line for each vendor
 * @throws {SpecsError}
 */
export async function sync(options: SyncOptions): Promise<string[]> {
  const { root, from } = options;
  const names = await chooseVendors(root, options.vendors);
  if (from.length > 0 && names.length !== 1) {
    throw new SpecsError(
      `--from gives the description of one vendor: name it, one of ${names.join(", ")}`,
    );
  }
  const tools = toolVersions(parseJson(await readIfThere(join(root, "package.json"))));
  const out = options.out ?? join(root, "specs");
  const today = options.now().toISOString().slice(0, 10);
  const built = [];
  for (const name of names) {
    const files = await readVendorFiles(root, name);
    const vendor = parseVendor(files.vendor, `${files.folder}/vendor.yaml`);
    const addresses = from.length > 0 ? from : vendor.sources;
    const sources = await Promise.all(
      addresses.map((address) => readSource(address, options.fetch)),
    );
    const extracted = makeExtract(vendor, sources);
    const contract = await makeContract(files, extracted);
    const before = await readIfThere(join(out, name, "provenance.json"));
    const provenance = provenanceOf(vendor, sources, tools, today, parseJson(before));
    built.push({
      name,
      vendor,
      extract: extractText(extracted),
      contract: contractText(contract),
      provenance,
    });
  }
  await lint(
    root,
    built.map(({ name, contract }) => ({ path: `specs/${name}/openapi.yaml`, text: contract })),
  );

  const texts = new Map<string, string>();
  for (const { name, extract, contract, provenance } of built) {
    texts.set(join(out, name, "extract.yaml"), extract);
    texts.set(join(out, name, "openapi.yaml"), contract);
    texts.set(join(out, name, "provenance.json"), `${JSON.stringify(provenance, null, 2)}\n`);
  }
  const changed = await writeAll(texts);
  return built.map(({ name, vendor }) => {
    const mine = changed.filter((path) => /^[^/\\]+$/.exec(relative(join(out, name), path)));
    const written = mine.map((path) => relative(join(out, name), path)).join(", ");
    return `${name}: ${vendor.operations.length} operations; ${written ? `${written} written` : "unchanged"}`;
  });
}
