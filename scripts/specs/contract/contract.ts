import { traitProblems } from "./client-traits.js";
import { undescribed } from "./complete.js";
import { convert } from "../read/convert.js";
import { Findings } from "../select/findings.js";
import { extract } from "../select/extract.js";
import type { JsonObject } from "../../common/json.js";
import { applyOverlay, parseOverlay } from "../overlay/overlay.js";
import { UserError } from "../../common/user-error.js";
import type { Source } from "../read/source.js";
import { parseVendor, type VendorConfig } from "../vendor.js";
import { toYaml } from "../../common/yaml.js";

const HEADER = (source: string): string =>
  `# Written by \`npm run specs -- sync\` from ${source}: change those, not this.\n`;

/** What a person writes about a vendor, as text. */
export interface VendorFiles {
  /** As it is called in messages, such as `specs/acme`. */
  readonly folder: string;
  readonly vendor: string;
  readonly overlay: string;
}

/** extract.yaml: what vendor.yaml names of some descriptions. */
export function makeExtract(
  vendor: VendorConfig,
  sources: readonly Source[],
  findings = new Findings(vendor),
): JsonObject {
  return extract(sources.map(convert), vendor, findings);
}

/**
 * openapi.yaml of an extract: the overlay applied, and everything described.
 * @throws {UserError} naming every operation, parameter, answer, schema and field without prose
 */
export async function makeContract(
  files: VendorFiles,
  extracted: JsonObject,
  findings = new Findings(parseVendor(files.vendor, `${files.folder}/vendor.yaml`)),
): Promise<JsonObject> {
  const overlay = parseOverlay(files.overlay, `${files.folder}/overlay.yaml`);
  const contract = await applyOverlay(extracted, overlay, findings);
  const problems = traitProblems(contract);
  if (problems.length > 0)
    throw new UserError(problems.map((line) => `${files.folder}/openapi.yaml: ${line}`));
  const lacking = undescribed(contract);
  if (lacking.length > 0) {
    throw new UserError(
      lacking.map((line) => `${files.folder}/openapi.yaml: ${line}; write it in overlay.yaml`),
    );
  }
  return contract;
}

export function extractText(extracted: JsonObject): string {
  return HEADER("the vendor's description and vendor.yaml") + toYaml(extracted);
}

export function contractText(contract: JsonObject): string {
  return HEADER("extract.yaml and overlay.yaml") + toYaml(contract);
}
