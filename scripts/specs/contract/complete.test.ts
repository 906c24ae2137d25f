import { describe, expect, it } from "@jest/globals";
import { undescribed } from "./complete.js";
import { objectAt } from "../../common/json.js";
import { readRepository } from "../testing/repository.js";
import { parseDescription } from "../../common/yaml.js";

const contracts = ["deepgram", "genesys-cloud"].map((name) => {
  const path = `specs/${name}/openapi.yaml`;
  return [name, parseDescription(readRepository(path), path)] as const;
});

describe("undescribed", () => {
  it.each(contracts)("finds nothing in the contract of %s", (_, contract) => {
    expect(undescribed(contract)).toEqual([]);
  });

  it("reports the place and what is missing", () => {
    const [, contract = {}] = contracts[0] ?? [];
    const copy = structuredClone(contract);
    const path = ["components", "schemas", "Order", "properties", "amount"];
    path.reduce(objectAt, copy).description = " ";
    expect(undescribed(copy)).toEqual([
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
