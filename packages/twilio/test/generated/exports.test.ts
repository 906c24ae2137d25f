// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { expect, it } from "@jest/globals";
import * as entry from "../../src/generated/index.js";
import * as pacing from "../../src/generated/pacing.js";
import { rawClient } from "../../src/generated/raw.js";

it("exports the vendor's classes, the errors and the layers", () => {
  expect(Object.keys(entry)).toEqual(
    expect.arrayContaining(["ApiError", "BillingApi", "Twilio", "defaultLayers"]),
  );
  expect(Object.keys(pacing)).toContain("pacedLayers");
});

it("has a property per API class, and works with rawClient", () => {
  const client = new entry.Twilio({ credential: "secret" });
  for (const [property, api] of [[client.billing, entry.BillingApi]] as const) {
    expect(property).toBeInstanceOf(api);
  }
  expect(typeof rawClient(client).GET).toBe("function");
});
