// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { ServiceClient } from "@billkit/core/client";
import { BillingApi } from "./apis/BillingApi.js";
import type { paths } from "./schema.js";
import { service, type ServiceOptions } from "./service.js";

/**
 * Twilio billing.
 *
 * The billing part of Twilio's REST API: an account's balance, and what it used and paid for in
 * each category. Every operation only reads.
 */
export class Twilio {
  /**
   * Balance and usage of an account.
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
