import { expect, it } from "@jest/globals";
import * as genesysCloud from "../src/generated/index.js";

it("the package exports its classes beside what it hands on from the runtime", () => {
  const classes = Object.keys(genesysCloud).filter((name) => !/(Error|Layers?)$/.test(name));
  expect(classes.sort()).toEqual(["BillingApi", "GenesysCloud", "OrganizationAuthorizationApi"]);
});

it("the vendor class has a property for each API class, and the raw client", () => {
  const client = new genesysCloud.GenesysCloud({ credential: "token" });
  expect(client.billing).toBeInstanceOf(genesysCloud.BillingApi);
  expect(client.organizationAuthorization).toBeInstanceOf(
    genesysCloud.OrganizationAuthorizationApi,
  );
  expect(typeof client.raw.GET).toBe("function");
});
