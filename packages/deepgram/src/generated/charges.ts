// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** How the service's answers become charges. */
export const deepgramChargesDefinition: ChargesDefinition = {
  vendor: "deepgram",
  contract: "deepgram@db0426b5e818",
  operations: {
    getBillingBreakdown: "billing",
    listProjects: "projects",
    listPurchases: "billing",
  },
  views: [
    {
      view: "costs",
      operation: "getBillingBreakdown",
      amount: { at: "/dollars", currency: { constant: "USD" }, zeroIsUnpriced: true },
      arguments: {
        end: { as: "date", inclusive: true, period: "end" },
        grouping: ["accessor", "deployment", "line_item", "tags"],
        project_id: { at: "/project_id", loop: "project" },
        start: { as: "date", period: "start" },
      },
      basis: "metered",
      each: [{ items: "/projects/*", name: "project", operation: "listProjects" }],
      fields: {
        accountId: { at: "/project_id", loop: "project" },
        accountName: { at: "/name", loop: "project" },
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: {
          end: { first: ["/grouping/end", { answer: "/end" }] },
          start: { first: ["/grouping/start", { answer: "/start" }] },
        },
        dimensions: {
          accessor: "/grouping/accessor",
          deployment: "/grouping/deployment",
          tag: "/grouping/tags",
        },
        item: { first: ["/grouping/line_item", { constant: "(no line item)" }] },
        service: { constant: "Deepgram" },
      },
      finalAfterDays: 0,
      rows: "/results/*",
    },
    {
      view: "purchases",
      operation: "listPurchases",
      amount: { at: "/amount", currency: "/units" },
      arguments: { limit: 1000, project_id: { at: "/project_id", loop: "project" } },
      basis: "invoiced",
      each: [{ items: "/projects/*", name: "project", operation: "listProjects" }],
      fields: {
        accountId: { at: "/project_id", loop: "project" },
        accountName: { at: "/name", loop: "project" },
        billingPeriod: "month",
        category: { map: { promotional: "credit" }, otherwise: "purchase", value: "/order_type" },
        chargePeriod: { length: "day", start: "/created" },
        dimensions: { expiration: "/expiration" },
        invoiceId: "/order_id",
        item: { first: ["/order_type", { constant: "order" }] },
        service: { constant: "Deepgram" },
      },
      maxRows: 1000,
      rows: "/orders/*",
    },
  ],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `Deepgram`.
 */
export function deepgramCharges(client: {
  readonly serviceClient: ServiceClient<paths>;
}): ContractChargeSource {
  const definition = deepgramChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: {} };
}
