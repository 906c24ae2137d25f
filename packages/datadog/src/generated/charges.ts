// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** How the service's answers become charges. */
export const datadogChargesDefinition: ChargesDefinition = {
  vendor: "datadog",
  contract: "datadog@88cd19080f6c",
  operations: { getEstimatedCost: "billing", getHistoricalCost: "billing" },
  views: [
    {
      view: "costs",
      operation: "getHistoricalCost",
      aggregates: { "/charge_type": ["total"] },
      amount: { at: "/cost", currency: { constant: "USD" } },
      arguments: {
        end_month: { as: "instant", inclusive: true, period: "end" },
        start_month: { as: "instant", period: "start" },
        view: "sub-org",
      },
      basis: "invoiced",
      fields: {
        accountId: { outer: "/attributes/account_public_id" },
        accountName: { outer: "/attributes/account_name" },
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: { length: "month", start: { outer: "/attributes/date" } },
        dimensions: {
          charge_type: "/charge_type",
          organization: { outer: "/attributes/org_name" },
          region: { outer: "/attributes/region" },
        },
        item: "/product_name",
        service: { constant: "Datadog" },
        subAccountId: { outer: "/attributes/public_id" },
      },
      rows: "/data/*/attributes/charges/*",
      total: { by: [{ outer: "/id" }], value: { outer: "/attributes/total_cost" } },
    },
    {
      view: "estimated",
      operation: "getEstimatedCost",
      aggregates: { "/charge_type": ["total"] },
      amount: { at: "/cost", currency: { constant: "USD" } },
      arguments: {
        end_month: { as: "instant", inclusive: true, period: "end" },
        start_month: { as: "instant", period: "start" },
        view: "sub-org",
      },
      basis: "estimated",
      fields: {
        accountId: { outer: "/attributes/account_public_id" },
        accountName: { outer: "/attributes/account_name" },
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: { length: "month", start: { outer: "/attributes/date" } },
        dimensions: {
          charge_type: "/charge_type",
          organization: { outer: "/attributes/org_name" },
          region: { outer: "/attributes/region" },
        },
        item: "/product_name",
        service: { constant: "Datadog" },
        subAccountId: { outer: "/attributes/public_id" },
      },
      recentMonths: 1,
      rows: "/data/*/attributes/charges/*",
      supersededBy: ["costs"],
      total: { by: [{ outer: "/id" }], value: { outer: "/attributes/total_cost" } },
    },
  ],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `Datadog`.
 */
export function datadogCharges(client: {
  readonly serviceClient: ServiceClient<paths>;
}): ContractChargeSource {
  const definition = datadogChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: {} };
}
