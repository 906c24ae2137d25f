import { describe, expect, it } from "@jest/globals";
import { undescribed } from "./complete.js";
import { objectAt } from "../../common/json.js";
import { readRepository } from "../testing/repository.js";
import { parseDescription } from "../../common/yaml.js";

describe("undescribed", () => {
  it("reports the place and what is missing", () => {
    const file = "specs/deepgram/openapi.yaml";
    const contract = parseDescription(readRepository(file), file);
    const path = ["components", "schemas", "Order", "properties", "amount"];
    path.reduce(objectAt, contract).description = " ";
    expect(undescribed(contract)).toEqual([
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
