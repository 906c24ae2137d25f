// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { ServiceClient } from "@billkit/core/client";
import { BillingApi } from "./apis/BillingApi.js";
import type { paths } from "./schema.js";
import { service, type ServiceOptions } from "./service.js";

/**
 * Datadog billing.
 *
 * The cost part of Datadog's API: what an organization's months have cost, and what the current
 * one is estimated to cost. Every operation only reads. Amounts are US dollars.
 */
export class Datadog {
  /**
   * Estimated and historical costs of an organization.
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
