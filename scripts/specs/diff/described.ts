import { convert, type Description } from "../read/convert.js";
import { extract } from "../select/extract.js";
import { readingOf } from "../select/reading.js";
import { Findings } from "../select/findings.js";
import { type JsonObject, objectAt, textAt } from "../../common/json.js";
import { applyOverlay } from "../overlay/overlay.js";
import { UserError } from "../../common/user-error.js";
import type { Source } from "../read/source.js";
import { type VendorConfig, withoutSlash } from "../vendor.js";
import { overlayOf, readVendor, type VendorFiles } from "../contract/contract.js";

/**
 * The contract of merged published descriptions, for comparison only: parts that vendor.yaml or the
 * overlay names and the descriptions lack are omitted, so that their absence is rated as a change
 * instead of stopping. It is neither linted nor described in full.
 * @throws {UserError} if one isn't a description or has none of the vendor's operations, if they
 *   disagree, or if they have something that vendor.yaml has no name for
 */
export async function describedContract(
  files: VendorFiles,
  ...sources: readonly Source[]
): Promise<JsonObject> {
  const config = readVendor(files);
  const descriptions = sources.map(convert);
  const readings = descriptions.map((each) =>
    config.operations.flatMap((wanted) => readingOf(each, wanted, config) ?? []),
  );
  const strangers = descriptions.filter((_, index) => readings[index]?.length === 0);
  if (strangers.length > 0)
    throw new UserError(
      strangers.map(
        ({ name }) => `${name}: has none of the operations that ${files.folder}/vendor.yaml names`,
      ),
    );
  const known = config.accepted.filter(({ about }) => about === "server").map(({ name }) => name);
  const accepted = [config.server, ...known].map(withoutSlash);
  const servers = readings.flat().flatMap((each) => each.servers.slice(0, 1));
  const urls = servers.map((server) => textAt(server, "url"));
  const server = urls.find((url) => !accepted.includes(withoutSlash(url))) ?? config.server;
  const vendor: VendorConfig = {
    ...config,
    securitySchemes: new Map([...descriptions.flatMap(ownNames), ...config.securitySchemes]),
  };
  const findings = new Findings(vendor, true);
  const extracted = extract(descriptions, vendor, findings);
  return applyOverlay({ ...extracted, servers: [{ url: server }] }, overlayOf(files), findings);
}

/** Schemes that vendor.yaml has no name for keep their own. */
function ownNames({ document }: Description): [string, string][] {
  const names = Object.keys(objectAt(objectAt(document, "components"), "securitySchemes"));
  return names.map((name) => [name, name.replace(/[^A-Za-z0-9]/g, "")]);
}
