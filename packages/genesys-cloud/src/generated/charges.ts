// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import * as rules from "./charge-rules.js";
import type { paths } from "./schema.js";

/** What the contract doesn't know. */
export interface GenesysCloudChargesOptions {
  readonly accountId?: string | undefined;
}

/** How the service's answers become charges. */
export const genesysCloudChargesDefinition: ChargesDefinition = {
  vendor: "genesys-cloud",
  contract: "genesys-cloud@58a9ea414335",
  operations: {
    getBillableUsage: "billing",
    getTrusteeBillingOverview: "billing",
    listTrustors: "organizationAuthorization",
  },
  views: [
    {
      view: "costs",
      operation: "getTrusteeBillingOverview",
      arguments: { trustorOrgId: { at: "/id", loop: "trustor" } },
      basis: "computed",
      countUp: { argument: "billingPeriodIndex", start: "/billingPeriodStartDate" },
      each: [
        {
          arguments: { pageSize: 100 },
          items: "/entities/*",
          name: "trustor",
          operation: "listTrustors",
        },
      ],
      fields: {
        accountId: { answer: "/organization/id" },
        accountName: { answer: "/organization/name" },
        billingPeriod: {
          end: { answer: "/billingPeriodEndDate" },
          start: { answer: "/billingPeriodStartDate" },
        },
        category: { constant: "usage" },
        dimensions: {
          grouping: "/grouping",
          overagePrice: "/overagePrice",
          prepayPrice: "/prepayPrice",
          prepayQuantity: "/prepayQuantity",
        },
        item: "/name",
        quantity: "/usageQuantity",
        service: { constant: "Genesys Cloud" },
        sku: "/partNumber",
        unit: "/unitOfMeasureType",
      },
      finalAfterDays: 0,
      rows: "/usages/*",
      rule: "overviewAmount",
      currency: { answer: "/currency" },
    },
    {
      view: "usage",
      operation: "getBillableUsage",
      arguments: {
        endDate: { as: "instant", period: "end" },
        startDate: { as: "instant", period: "start" },
      },
      basis: "metered",
      fields: {
        accountId: { first: [{ option: "accountId" }, { constant: "own" }] },
        accountName: { constant: "Own organization" },
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: { end: { answer: "/endDate" }, start: { answer: "/startDate" } },
        item: "/name",
        quantity: "/totalUsage",
        service: { constant: "Genesys Cloud" },
      },
      finalAfterDays: 0,
      pending: { "/status": ["InProgress"] },
      rows: "/usages/*",
    },
  ],
  rules: { overviewAmount: rules.overviewAmount },
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `GenesysCloud`.
 */
export function genesysCloudCharges(
  client: { readonly serviceClient: ServiceClient<paths> },
  options: GenesysCloudChargesOptions = {},
): ContractChargeSource {
  const definition = genesysCloudChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: { ...options } };
}
