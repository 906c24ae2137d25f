import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  parseJson,
  sameJson,
  textsAt,
} from "../../common/json.js";
import type { Source } from "../read/source.js";
import type { VendorConfig } from "../vendor.js";

/** The tools whose version can change a contract. */
const TOOLS = ["openapi-format", "yaml"];

/**
 * A contract's sources: the address at which the vendor publishes, the copy that was read instead, if
 * any, the hash of what was read, and the notices about it. A source keeps its date while its content
 * stays the same, so that a sync without changes writes nothing.
 * @param today YYYY-MM-DD
 * @param before the text of the last sync's
 * @param notices as {@link lasting} returns them
 */
export function provenanceOf(
  vendor: VendorConfig,
  sources: readonly Source[],
  tools: JsonObject,
  today: string,
  before: string | undefined,
  notices: readonly string[] = [],
): JsonObject {
  const known = sourcesIn(before);
  return {
    sources: sources.map(({ name, sha256, references = [] }, index) => {
      const same = known.find((source) => source.sha256 === sha256);
      const published = vendor.sources[vendor.sources.length === 1 ? 0 : index] ?? name;
      const copy = name === published ? {} : { copy: name };
      const followed = references.map((each) => ({ name: each.name, sha256: each.sha256 }));
      const date = same && sameJson(listAt(same, "references"), followed) ? same.date : undefined;
      return {
        published,
        ...copy,
        sha256,
        ...(followed.length > 0 && { references: followed }),
        date: date ?? today,
      };
    }),
    operations: vendor.operations.map(({ key }) => key).sort(),
    tools,
    ...(notices.length > 0 && { notices: [...notices] }),
  };
}

/** A notice without lines and names of copies, which differ in descriptions that mean the same. */
export function lasting(notice: string, sources: readonly Source[]): string {
  const named = sources.reduce(
    (line, { name }) => line.replaceAll(name, "the description"),
    notice,
  );
  return named.replace(/:\d+: /g, ": ");
}

/** The notices that a provenance.json records: a person has seen them. */
export function noticesIn(provenance: string | undefined): string[] {
  const json = parseJson(provenance);
  return isObject(json) ? textsAt(json, "notices") : [];
}

/** The sources that a provenance.json lists. */
export function sourcesIn(provenance: string | undefined): JsonObject[] {
  const json = parseJson(provenance);
  return isObject(json) ? listAt(json, "sources").filter(isObject) : [];
}

/**
 * The tools' versions as the repository pins them.
 * @param manifest scripts/package.json
 */
export function toolVersions(manifest: Json | undefined): JsonObject {
  const dependencies = isObject(manifest) ? manifest.devDependencies : undefined;
  const pins = isObject(dependencies) ? dependencies : {};
  return Object.fromEntries(TOOLS.map((tool) => [tool, pins[tool] ?? "unknown"]));
}
