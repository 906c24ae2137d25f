// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** What the contract doesn't know. */
export interface GitHubChargesOptions {
  readonly org: string;
}

/** How the service's answers become charges. */
export const githubChargesDefinition: ChargesDefinition = {
  vendor: "github",
  contract: "github@3c21eeaaa7f0",
  operations: { getUsage: "billing" },
  views: [
    {
      view: "costs",
      operation: "getUsage",
      amount: { at: "/netAmount", currency: { constant: "USD" } },
      arguments: {
        month: { as: "monthNumber", period: "start" },
        org: { environment: "GITHUB_ORG", option: "org" },
        year: { as: "year", period: "start" },
      },
      basis: "metered",
      fields: {
        accountId: { first: ["/organizationName", { environment: "GITHUB_ORG", option: "org" }] },
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: { length: "day", start: "/date" },
        dimensions: { repository: "/repositoryName" },
        item: "/sku",
        quantity: "/quantity",
        service: "/product",
        sku: "/sku",
        unit: "/unitType",
      },
      finalAfterDays: 1,
      listAmount: { at: "/grossAmount", currency: { constant: "USD" } },
      rows: "/usageItems/*",
      unitPrice: { at: "/pricePerUnit", currency: { constant: "USD" } },
    },
  ],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `GitHub`.
 */
export function githubCharges(
  client: { readonly serviceClient: ServiceClient<paths> },
  options: GitHubChargesOptions,
): ContractChargeSource {
  const definition = githubChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: { ...options } };
}
