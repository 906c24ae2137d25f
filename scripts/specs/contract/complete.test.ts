import { describe, expect, it } from "@jest/globals";
import { undescribed } from "./complete.js";
import type { JsonObject } from "../../common/json.js";
import { readRepository } from "../testing/repository.js";
import { parseDescription } from "../../common/yaml.js";

const contracts = ["deepgram", "genesys-cloud"].map((name) => {
  const path = `specs/${name}/openapi.yaml`;
  return [name, parseDescription(readRepository(path), path)] as const;
});

/** Every place of a contract that can have a description or summary. */
function described(node: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof node !== "object" || node === null) return [];
  const isProperties = path.at(-1) === "properties";
  return Object.entries(node).flatMap(([key, value]) => {
    const isProse = !isProperties && (key === "description" || key === "summary");
    return isProse && typeof value === "string"
      ? [[...path, key]]
      : described(value, [...path, key]);
  });
}

function without(document: JsonObject, path: (string | number)[]): JsonObject {
  const copy = structuredClone(document);
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as JsonObject)[key], copy);
  (parent as JsonObject)[path.at(-1) ?? ""] = " ";
  return copy;
}

describe("undescribed", () => {
  it.each(contracts)("finds nothing in the contract of %s", (_, contract) => {
    expect(undescribed(contract)).toEqual([]);
  });

  it.each(contracts)("finds every removed description of %s", (_, contract) => {
    const places = described(contract).filter((path) => path[0] !== "servers");
    expect(places.length).toBeGreaterThan(50);
    for (const place of places) expect(undescribed(without(contract, place))).toHaveLength(1);
  });

  it("reports the place and what is missing", () => {
    const [, contract] = contracts[0] ?? [];
    const place = ["components", "schemas", "Order", "properties", "amount", "description"];
    expect(undescribed(without(contract ?? {}, place))).toEqual([
      "components.schemas.Order.properties.amount: no description",
    ]);
  });

  it("names a scope without text", () => {
    const flows = { clientCredentials: { tokenUrl: "https://acme.test", scopes: { read: "" } } };
    const scheme = { type: "oauth2", description: "A token.", flows };
    expect(undescribed({ components: { securitySchemes: { OAuth: scheme } } })).toEqual([
      "components.securitySchemes.OAuth.flows.clientCredentials.scopes.read: no text",
    ]);
  });
});
