// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { ServiceClient } from "@billkit/core/client";
import { BillingApi } from "./apis/BillingApi.js";
import { ProjectsApi } from "./apis/ProjectsApi.js";
import type { paths } from "./schema.js";
import { service, type ServiceOptions } from "./service.js";

/**
 * Deepgram billing.
 *
 * The billing part of Deepgram's management API: what a project has left to spend, what it has
 * bought, and what it has used at which cost. All operations are read-only.
 */
export class Deepgram {
  /**
   * Balances, purchases, and breakdowns of a project's costs and usage.
   */
  readonly billing: BillingApi;
  /**
   * The projects that an API key can see; every billing operation takes a project's id.
   */
  readonly projects: ProjectsApi;
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
    this.projects = new ProjectsApi(client);
  }
}
