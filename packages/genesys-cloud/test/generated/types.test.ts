// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { expect, it } from "@jest/globals";
import type { BillingApi, OrganizationAuthorizationApi } from "../../src/generated/index.js";

type RequiresArguments<Method extends (...args: never[]) => unknown> =
  [] extends Parameters<Method> ? false : true;

interface Required {
  getBillableUsage: RequiresArguments<BillingApi["getBillableUsage"]>;
  getTrusteeBillingOverview: RequiresArguments<BillingApi["getTrusteeBillingOverview"]>;
  listTrustors: RequiresArguments<OrganizationAuthorizationApi["listTrustors"]>;
}

/** `npm run typecheck` compares the values with the types. */
const required: Required = {
  getBillableUsage: true,
  getTrusteeBillingOverview: true,
  listTrustors: false,
};

it("types each method", () => {
  expect(Object.keys(required)).toHaveLength(3);
});
