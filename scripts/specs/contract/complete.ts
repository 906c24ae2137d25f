import { type Kind, nodesOf } from "../select/grammar.js";
import { operationsOf } from "../read/find-operation.js";
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
    .map(({ key }) => key);
}

/**
 * Lists what a contract leaves undescribed: `paths./v1/x.get.parameters.limit: no description`.
 * Schemas are described where they have a name: as a component and as a property.
 */
export function undescribed(contract: JsonObject): string[] {
  return [...nodesOf(contract)].flatMap(({ node, kind, path, isNamed }) => {
    const where = path.join(".");
    if (kind === "text") return hasText(node) ? [] : [`${where}: no text`];
    if (!isObject(node) || (node.$ref !== undefined && kind !== "schema")) return [];
    const wanted = kind === "schema" && isNamed ? ["description"] : (DESCRIBED[kind] ?? []);
    return wanted.filter((key) => !hasText(node[key])).map((key) => `${where}: no ${key}`);
  });
}

function hasText(value: Json | undefined): boolean {
  return typeof value === "string" && value.trim() !== "";
}
