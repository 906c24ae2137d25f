// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** What the contract doesn't know. */
export interface OpenAIChargesOptions {
  readonly accountId?: string | undefined;
}

/** How the service's answers become charges. */
export const openaiChargesDefinition: ChargesDefinition = {
  vendor: "openai",
  contract: "openai@72343c6b6848",
  operations: { listCosts: "billing" },
  views: [
    {
      view: "costs",
      operation: "listCosts",
      amount: { at: "/amount/value", currency: "/amount/currency" },
      arguments: {
        bucket_width: "1d",
        end_time: { as: "unix", period: "end" },
        group_by: ["project_id", "line_item", "api_key_id"],
        limit: 180,
        start_time: { as: "unix", period: "start" },
      },
      basis: "metered",
      fields: {
        accountId: {
          first: [{ environment: "OPENAI_ORG_ID", option: "accountId" }, { constant: "default" }],
        },
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: { end: { outer: "/end_time" }, start: { outer: "/start_time" } },
        dimensions: { api_key: "/api_key_id", project: "/project_id" },
        item: { first: ["/line_item", { constant: "(no line item)" }] },
        quantity: "/quantity",
        service: { constant: "OpenAI API" },
        subAccountId: "/project_id",
        unit: "/quantity_unit",
      },
      finalAfterDays: 5,
      rows: "/data/*/results/*",
    },
  ],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `OpenAI`.
 */
export function openaiCharges(
  client: { readonly serviceClient: ServiceClient<paths> },
  options: OpenAIChargesOptions = {},
): ContractChargeSource {
  const definition = openaiChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: { ...options } };
}
