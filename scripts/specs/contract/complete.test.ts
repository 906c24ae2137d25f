import { expect, it } from "@jest/globals";
import { undescribed } from "./complete.js";

it("lists a scope without text as undescribed", () => {
  const flows = { clientCredentials: { tokenUrl: "https://acme.test", scopes: { read: "" } } };
  const scheme = { type: "oauth2", description: "A token.", flows };
  expect(undescribed({ components: { securitySchemes: { OAuth: scheme } } })).toEqual([
    "components.securitySchemes.OAuth.flows.clientCredentials.scopes.read: no text",
  ]);
});
