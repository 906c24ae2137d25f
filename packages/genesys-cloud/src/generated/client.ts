// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { ServiceClient } from "@billkit/core/client";
import { BillingApi } from "./apis/BillingApi.js";
import { OrganizationAuthorizationApi } from "./apis/OrganizationAuthorizationApi.js";
import type { paths } from "./schema.js";
import { service, type ServiceOptions } from "./service.js";

/**
 * Genesys Cloud billing.
 *
 * The billing part of the Genesys Cloud Platform API: what an organization has used, and what a
 * partner's customers are billed for. All operations are read-only.
 */
export class GenesysCloud {
  /**
   * Usage reports of an organization, and billing overviews of a partner's customers.
   */
  readonly billing: BillingApi;
  /**
   * The organizations that trust this one, whose bills a partner can see.
   */
  readonly organizationAuthorization: OrganizationAuthorizationApi;
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
    this.organizationAuthorization = new OrganizationAuthorizationApi(client);
  }
}
