// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** What the contract doesn't know. */
export interface TwilioChargesOptions {
  readonly accountSid: string;
}

/** How the service's answers become charges. */
export const twilioChargesDefinition: ChargesDefinition = {
  vendor: "twilio",
  contract: "twilio@45c0c6e92f63",
  operations: { listUsageRecords: "billing" },
  views: [
    {
      view: "costs",
      operation: "listUsageRecords",
      amount: { at: "/price", currency: "/price_unit" },
      arguments: {
        AccountSid: { environment: "TWILIO_ACCOUNT_SID", option: "accountSid" },
        EndDate: { as: "date", inclusive: true, period: "end" },
        PageSize: 1000,
        StartDate: { as: "date", period: "start" },
      },
      basis: "metered",
      fields: {
        accountId: "/account_sid",
        billingPeriod: "month",
        category: { constant: "usage" },
        chargePeriod: { end: "/end_date", start: "/start_date" },
        description: "/description",
        item: "/category",
        quantity: "/usage",
        service: { constant: "Twilio" },
        unit: "/usage_unit",
      },
      finalAfterDays: 1,
      hierarchy: { at: "/category", separator: "-" },
      omitZero: true,
      rows: "/usage_records/*",
      total: { rows: { "/category": ["totalprice"] } },
    },
  ],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `Twilio`.
 */
export function twilioCharges(
  client: { readonly serviceClient: ServiceClient<paths> },
  options: TwilioChargesOptions,
): ContractChargeSource {
  const definition = twilioChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: { ...options } };
}
