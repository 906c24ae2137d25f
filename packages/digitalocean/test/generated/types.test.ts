// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { expect, it } from "@jest/globals";
import type { BillingApi } from "../../src/generated/index.js";

type RequiresArguments<Method extends (...args: never[]) => unknown> =
  [] extends Parameters<Method> ? false : true;

interface Required {
  getBalance: RequiresArguments<BillingApi["getBalance"]>;
  getInvoiceCsv: RequiresArguments<BillingApi["getInvoiceCsv"]>;
  getInvoiceSummary: RequiresArguments<BillingApi["getInvoiceSummary"]>;
  listBillingHistory: RequiresArguments<BillingApi["listBillingHistory"]>;
  listInvoiceItems: RequiresArguments<BillingApi["listInvoiceItems"]>;
  listInvoices: RequiresArguments<BillingApi["listInvoices"]>;
}

/** `npm run typecheck` compares the values with the types. */
const required: Required = {
  getBalance: false,
  getInvoiceCsv: true,
  getInvoiceSummary: true,
  listBillingHistory: false,
  listInvoiceItems: true,
  listInvoices: false,
};

it("types each method", () => {
  expect(Object.keys(required)).toHaveLength(6);
});
