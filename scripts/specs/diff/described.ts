import { convert, type Description } from "../read/convert.js";
import { findOperation, serversOf } from "../read/find-operation.js";
import { extract } from "../select/extract.js";
import { Findings } from "../select/findings.js";
import { type JsonObject, objectAt, textAt } from "../../common/json.js";
import { applyOverlay, parseOverlay } from "../overlay/overlay.js";
import { UserError } from "../../common/user-error.js";
import { withoutSlash } from "../server-address.js";
import type { Source } from "../read/source.js";
import { type VendorConfig } from "../vendor.js";
import { readVendor, type VendorFiles } from "../contract/contract.js";

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
  const servers = descriptions.map((each) => serversOfWanted(each, config));
  const strangers = descriptions.filter((_, index) => servers[index]?.length === 0);
  if (strangers.length > 0)
    throw new UserError(
      strangers.map(
        ({ name }) => `${name}: has none of the operations that ${files.folder}/vendor.yaml names`,
      ),
    );
  const known = config.accepted.filter(({ about }) => about === "server").map(({ name }) => name);
  const accepted = [config.server, ...known].map(withoutSlash);
  const isNew = (url: string | undefined): boolean =>
    url !== undefined && !accepted.includes(withoutSlash(url));
  const server = servers.flat().find(isNew) ?? config.server;
  const vendor: VendorConfig = {
    ...config,
    securitySchemes: new Map([...descriptions.flatMap(ownNames), ...config.securitySchemes]),
  };
  const findings = new Findings(vendor, true);
  const extracted = extract(descriptions, vendor, findings);
  const overlay = parseOverlay(files.overlay, `${files.folder}/overlay.yaml`);
  return applyOverlay({ ...extracted, servers: [{ url: server }] }, overlay, findings);
}

/** The server of each of the vendor's operations that a description has, if it names one. */
function serversOfWanted(
  { document }: Description,
  { operations }: VendorConfig,
): (string | undefined)[] {
  return operations
    .flatMap(({ path, method }) => findOperation(document, path, method) ?? [])
    .map((found) => serversOf(document, found)[0])
    .map((server) => server && textAt(server, "url"));
}

/** Schemes that vendor.yaml has no name for keep their own. */
function ownNames({ document }: Description): [string, string][] {
  const names = Object.keys(objectAt(objectAt(document, "components"), "securitySchemes"));
  return names.map((name) => [name, name.replace(/[^A-Za-z0-9]/g, "")]);
}
