// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { expect, it } from "@jest/globals";
import type { BillingApi } from "../../src/generated/index.js";

type RequiresArguments<Method extends (...args: never[]) => unknown> =
  [] extends Parameters<Method> ? false : true;

interface Required {
  getBalance: RequiresArguments<BillingApi["getBalance"]>;
  listUsageRecords: RequiresArguments<BillingApi["listUsageRecords"]>;
}

/** `npm run typecheck` compares the values with the types. */
const required: Required = {
  getBalance: true,
  listUsageRecords: true,
};

it("types each method", () => {
  expect(Object.keys(required)).toHaveLength(2);
});
