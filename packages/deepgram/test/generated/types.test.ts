// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { expect, it } from "@jest/globals";
import type { BillingApi, ProjectsApi } from "../../src/generated/index.js";

type RequiresArguments<Method extends (...args: never[]) => unknown> =
  [] extends Parameters<Method> ? false : true;

interface Required {
  getBalance: RequiresArguments<BillingApi["getBalance"]>;
  getBillingBreakdown: RequiresArguments<BillingApi["getBillingBreakdown"]>;
  getUsageBreakdown: RequiresArguments<BillingApi["getUsageBreakdown"]>;
  listBalances: RequiresArguments<BillingApi["listBalances"]>;
  listBillingFields: RequiresArguments<BillingApi["listBillingFields"]>;
  listPurchases: RequiresArguments<BillingApi["listPurchases"]>;
  listProjects: RequiresArguments<ProjectsApi["listProjects"]>;
}

/** `npm run typecheck` compares the values with the types. */
const required: Required = {
  getBalance: true,
  getBillingBreakdown: true,
  getUsageBreakdown: true,
  listBalances: true,
  listBillingFields: true,
  listPurchases: true,
  listProjects: false,
};

it("types each method", () => {
  expect(Object.keys(required)).toHaveLength(7);
});
