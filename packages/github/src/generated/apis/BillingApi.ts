// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type { UsageReport, UsageSummary, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const getUsage: OperationDefinition = {
  id: "getUsage",
  method: "GET",
  path: "/organizations/{org}/settings/billing/usage",
  parameters: {
    org: { in: "path", required: true, type: "string" },
    day: { in: "query", type: "integer" },
    month: { in: "query", type: "integer" },
    year: { in: "query", type: "integer" },
  },
  result: shapes.UsageReport,
};

/** Arguments of {@link BillingApi.getUsage}. */
export interface GetUsageArguments {
  /**
   * Name of the organization.
   */
  org: string;
  /**
   * The day of the month, in UTC.
   */
  day?: number | undefined;
  /**
   * The month, from 1 to 12, in UTC.
   */
  month?: number | undefined;
  /**
   * The year, in UTC. Defaults to the current one.
   */
  year?: number | undefined;
}

const getUsageSummary: OperationDefinition = {
  id: "getUsageSummary",
  method: "GET",
  path: "/organizations/{org}/settings/billing/usage/summary",
  parameters: {
    org: { in: "path", required: true, type: "string" },
    day: { in: "query", type: "integer" },
    month: { in: "query", type: "integer" },
    product: { in: "query", type: "string" },
    repository: { in: "query", type: "string" },
    sku: { in: "query", type: "string" },
    year: { in: "query", type: "integer" },
  },
  result: shapes.UsageSummary,
};

/** Arguments of {@link BillingApi.getUsageSummary}. */
export interface GetUsageSummaryArguments {
  /**
   * Name of the organization.
   */
  org: string;
  /**
   * The day of the month, in UTC.
   */
  day?: number | undefined;
  /**
   * The month, from 1 to 12, in UTC.
   */
  month?: number | undefined;
  /**
   * Return only this product, such as `Actions`. Case doesn't matter.
   */
  product?: string | undefined;
  /**
   * Return only this repository, as `owner/name`.
   */
  repository?: string | undefined;
  /**
   * Return only this SKU.
   */
  sku?: string | undefined;
  /**
   * The year, in UTC. Defaults to the current one.
   */
  year?: number | undefined;
}

/**
 * Usage and costs of an organization.
 */
export class BillingApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * Get billing usage.
   *
   * Gets what an organization used and what it costs: an item per day, SKU and repository. Without
   * a period, the current year. Data goes back 24 months, and appears within hours.
   *
   * `GET /organizations/{org}/settings/billing/usage`
   *
   * The vendor's reference calls it `get-billing-usage-report-for-an-organization`.
   *
   * @param args {@link GetUsageArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link UsageReport}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is invalid.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {PermissionDeniedError} 403: The credential lacks a permission that the operation
   *   requires.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ServerError} 503: The service failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getUsage(args: GetUsageArguments, options?: RequestOptions): ApiPromise<UsageReport> {
    return this.#client.call(getUsage, args, options);
  }

  /**
   * Get a summary of billing usage.
   *
   * Gets the sums of a period, an item per SKU. Without a period, the current month.
   *
   * `GET /organizations/{org}/settings/billing/usage/summary`
   *
   * The vendor's reference calls it `get-billing-usage-summary-for-an-organization`.
   *
   * @param args {@link GetUsageSummaryArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link UsageSummary}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is invalid.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {PermissionDeniedError} 403: The credential lacks a permission that the operation
   *   requires.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ServerError} 503: The service failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getUsageSummary(
    args: GetUsageSummaryArguments,
    options?: RequestOptions,
  ): ApiPromise<UsageSummary> {
    return this.#client.call(getUsageSummary, args, options);
  }
}
