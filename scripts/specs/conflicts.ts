import type { Description } from "./convert.js";
import type { Findings } from "./findings.js";
import type { Kind } from "./grammar.js";
import {
  firstDifference,
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  own,
  sameJson,
} from "./json.js";
import { reachedReferences } from "./reach.js";
import { stripNode } from "./strip.js";

/** What descriptions give names to: its kind, where it stands, and what vendor.yaml calls it. */
const NAMED = [
  { kind: "schema", sections: ["components/schemas", "definitions"], about: "schema" },
  {
    kind: "securityScheme",
    sections: ["components/securitySchemes", "securityDefinitions"],
    about: "securityScheme",
  },
] as const;

/**
 * Reports each name to which several sources give different things, of those that the wanted
 * operations reach: one of the sources is out of date, or they are not of one API.
 */
export function reportConflicts(descriptions: readonly Description[], findings: Findings): void {
  if (descriptions.length < 2) return;
  const used = descriptions.map(({ document }) => namesUsed(document, findings));
  for (const { kind, sections, about } of NAMED) {
    const first = new Map<string, { source: string; node: Json }>();
    for (const [index, { name: source, document }] of descriptions.entries()) {
      for (const name of used[index]?.get(kind) ?? []) {
        const raw = sections.map((section) => own(sectionOf(document, section), name));
        const found = raw.find((node) => node !== undefined);
        if (found === undefined) continue;
        const node = sectionless(stripNode(found, kind, new Set()));
        const known = first.get(name);
        if (known === undefined) first.set(name, { source, node });
        else if (!sameJson(known.node, node)) {
          const where = firstDifference(known.node, node).join(".");
          findings.report(
            about,
            name,
            `${findings.vendor.at("sources")}: ${known.source} and ${source} do not agree on the ` +
              `${kind === "schema" ? "schema" : "security scheme"} ${name}` +
              `${where && `: ${where} differs`}; accept it if both are right`,
          );
        }
      }
    }
  }
}

function sectionOf(document: JsonObject, section: string): JsonObject {
  return section.split("/").reduce<JsonObject>((node, key) => objectAt(node, key), document);
}

/** References by name alone: the versions of the format keep schemas in different places. */
function sectionless(node: Json): Json {
  if (Array.isArray(node)) return node.map(sectionless);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string"
        ? (value.split("/").at(-1) ?? value)
        : sectionless(value),
    ]),
  );
}

/** The names of schemas and security schemes that the wanted operations lead to. */
function namesUsed(document: JsonObject, { vendor }: Findings): Map<Kind, ReadonlySet<string>> {
  const schemas = [...reachedReferences(document, vendor)].flatMap(
    (reference) => /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(reference)?.[1] ?? [],
  );
  const schemes = vendor.operations.flatMap(({ path, method }) => {
    const operation = objectAt(objectAt(objectAt(document, "paths"), path), method);
    const security = own(operation, "security") ?? own(document, "security");
    const requirements = Array.isArray(security) ? security.filter(isObject) : [];
    return requirements.flatMap((requirement) => Object.keys(requirement));
  });
  return new Map<Kind, ReadonlySet<string>>([
    ["schema", new Set(schemas)],
    ["securityScheme", new Set(schemes)],
  ]);
}
