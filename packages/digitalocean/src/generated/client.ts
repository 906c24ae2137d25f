// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { ServiceClient } from "@billkit/core/client";
import { BillingApi } from "./apis/BillingApi.js";
import type { paths } from "./schema.js";
import { service, type ServiceOptions } from "./service.js";

/**
 * DigitalOcean billing.
 *
 * The billing part of DigitalOcean's API: balance, invoices with their items, and the history of
 * invoices, payments and credits. Every operation only reads. Amounts are US dollars, decimals
 * in strings.
 */
export class DigitalOcean {
  /**
   * Balance, invoices and billing history of an account or team.
   */
  readonly billing: BillingApi;
  /** Address, credential and layers, shared by the API classes and `rawClient`. */
  readonly serviceClient: ServiceClient<paths>;

  /**
   * @param options The credential, and options that differ from the defaults.
   * @throws {ConfigurationError} An option is missing or invalid.
   */
  constructor(options: ServiceOptions) {
    const client = new ServiceClient<paths>(service, options);
    this.serviceClient = client;
    this.billing = new BillingApi(client);
  }
}
