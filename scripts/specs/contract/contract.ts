import { setAmountTypes } from "./amount-types.js";
import { chargeProblems } from "./charge-traits.js";
import { traitProblems } from "./client-traits.js";
import { checkOperationTraits } from "./operation-traits.js";
import { addSharedTexts } from "./shared-texts.js";
import { withoutUnused } from "./unused.js";
import { inOrder } from "../select/grammar.js";
import { convert } from "../read/convert.js";
import { Findings } from "../select/findings.js";
import { extract } from "../select/extract.js";
import { byCodePoint, type JsonObject } from "../../common/json.js";
import { applyOverlay, type Overlay, parseOverlay } from "../overlay/overlay.js";
import { UserError } from "../../common/user-error.js";
import type { Source } from "../read/source.js";
import { parseVendor, type VendorConfig } from "../vendor.js";
import { toYaml } from "../../common/yaml.js";

const HEADER = (source: string): string =>
  `# Written by \`npm run specs -- sync\` from ${source}: change those, not this.\n`;

/** A vendor's hand-written files, as text. */
export interface VendorFiles {
  /** Its name in messages, such as `specs/acme`. */
  readonly folder: string;
  readonly vendor: string;
  readonly overlay: string;
  /** The names that were released, place to name; none yet for a new vendor. */
  readonly names?: string | undefined;
}

/** @throws {UserError} with a line for each mistake in vendor.yaml or names.yaml */
export function readVendor(files: VendorFiles): VendorConfig {
  return parseVendor(files.vendor, `${files.folder}/vendor.yaml`, files.names);
}

/** @throws {UserError} with a line for each mistake in overlay.yaml */
export function overlayOf({ overlay, folder }: VendorFiles): Overlay {
  return parseOverlay(overlay, `${folder}/overlay.yaml`);
}

/** extract.yaml: the parts of descriptions that vendor.yaml selects. */
export function makeExtract(
  vendor: VendorConfig,
  sources: readonly Source[],
  findings = new Findings(vendor),
): JsonObject {
  return extract(sources.map(convert), vendor, findings);
}

/**
 * openapi.yaml of an extract: the overlay applied, with the shared texts. Parts without a text stay
 * undescribed.
 * @throws {UserError} if overlay.yaml can't be applied, or a trait is invalid
 */
export async function makeContract(
  files: VendorFiles,
  extracted: JsonObject,
  findings = new Findings(readVendor(files)),
): Promise<JsonObject> {
  const overlay = overlayOf(files);
  const contract = await applyOverlay(extracted, overlay, findings);
  addSharedTexts(contract);
  setAmountTypes(contract);
  const file = `${files.folder}/openapi.yaml`;
  const overlayFile = `${files.folder}/overlay.yaml`;
  const found = [...traitProblems(contract), ...chargeProblems(contract, file)];
  const problems = found.map(({ path, message }) => {
    const line = overlay.lineOf(path);
    // What the overlay doesn't write comes from vendor.yaml.
    return `${line === undefined ? file : `${overlayFile}:${line}`}: ${path.join(".")}: ${message}`;
  });
  if (problems.length > 0) throw new UserError(problems);
  const complete = inOrder(withoutUnused(contract));
  checkOperationTraits(complete, overlayFile, (path) => overlay.lineOf(path));
  return complete;
}

export function extractText(extracted: JsonObject): string {
  return HEADER("the vendor's description and vendor.yaml") + toYaml(extracted);
}

/** names.yaml: the name of each place, so that it stays. */
export function namesText(names: ReadonlyMap<string, string>): string {
  const sorted = [...names].sort(([a], [b]) => byCodePoint(a, b));
  return (
    "# Written by `npm run specs -- sync`: the schema name that each place has. A released name stays.\n" +
    toYaml(Object.fromEntries(sorted))
  );
}

export function contractText(contract: JsonObject): string {
  return HEADER("extract.yaml and overlay.yaml") + toYaml(contract);
}
