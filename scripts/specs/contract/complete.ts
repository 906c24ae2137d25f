import { type Kind, kindsUnder } from "../select/grammar.js";
import { operationsOf } from "../../common/charges/schema-at.js";
import { isObject, type Json, type JsonObject, textAt } from "../../common/json.js";

/** Kinds that a contract describes, and by which keys. */
const DESCRIBED: Partial<Record<Kind, readonly string[]>> = {
  info: ["title", "description"],
  tag: ["description"],
  operation: ["summary", "description"],
  parameter: ["description"],
  requestBody: ["description"],
  response: ["description"],
  securityScheme: ["description"],
};

/** The operations without a summary, as `METHOD /path`: they block a release. */
export function operationsWithoutSummary(contract: JsonObject): string[] {
  return operationsOf(contract)
    .filter(({ node }) => textAt(node, "summary").trim() === "")
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
}

/**
 * Lists what a contract leaves undescribed: `paths./v1/x.get.parameters.limit: no description`.
 * Schemas are described where they have a name: as a component and as a property.
 */
export function undescribed(contract: JsonObject): string[] {
  const lacking: string[] = [];
  visit(contract, "document", [], false, lacking);
  return lacking;
}

function visit(
  node: Json,
  kind: Kind,
  path: readonly string[],
  named: boolean,
  lacking: string[],
): void {
  const where = path.join(".");
  if (kind === "text") {
    if (typeof node !== "string" || !node.trim()) lacking.push(`${where}: no text`);
    return;
  }
  if (!isObject(node)) return;
  const isReference = node.$ref !== undefined && kind !== "schema";
  const wanted = kind === "schema" && named ? ["description"] : DESCRIBED[kind];
  for (const key of isReference ? [] : (wanted ?? [])) {
    const text = node[key];
    if (typeof text !== "string" || !text.trim()) lacking.push(`${where}: no ${key}`);
  }
  for (const [key, value] of Object.entries(node)) {
    const { list, map, one } = kindsUnder(kind, key);
    if (Array.isArray(value) && list) {
      for (const [index, item] of value.entries())
        visit(item, list, [...path, key, labelOf(item, index)], false, lacking);
    } else if (isObject(value) && map) {
      for (const [name, item] of Object.entries(value))
        visit(item, map, [...path, key, name], true, lacking);
    } else if (one) {
      visit(value, one, [...path, key], false, lacking);
    }
  }
}

function labelOf(item: Json, index: number): string {
  return isObject(item) && typeof item.name === "string" ? item.name : `${index}`;
}
