// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// An entry of its own: only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** How the service's answers become charges. */
export const digitaloceanChargesDefinition: ChargesDefinition = {
  vendor: "digitalocean",
  contract: "digitalocean@151c489e78a0",
  operations: {},
  views: [],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client A DigitalOcean client.
 */
export function digitaloceanCharges(client: {
  readonly serviceClient: ServiceClient<paths>;
}): ContractChargeSource {
  const definition = digitaloceanChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: {} };
}
