// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// An entry of its own: only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** How the service's answers become charges. */
export const twilioChargesDefinition: ChargesDefinition = {
  vendor: "twilio",
  contract: "twilio@692474c76c4e",
  operations: {},
  views: [],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client A Twilio client.
 */
export function twilioCharges(client: {
  readonly serviceClient: ServiceClient<paths>;
}): ContractChargeSource {
  const definition = twilioChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: {} };
}
