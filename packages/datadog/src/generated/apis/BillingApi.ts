// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  isDateTime,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type { CostByOrgResponse, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const getEstimatedCost: OperationDefinition = {
  id: "getEstimatedCost",
  method: "GET",
  path: "/api/v2/usage/estimated_cost",
  parameters: {
    cost_aggregation: { in: "query", enum: ["cumulative"] },
    end_date: {
      in: "query",
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    end_month: {
      in: "query",
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    include_connected_accounts: { in: "query", type: "boolean" },
    start_date: {
      in: "query",
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    start_month: {
      in: "query",
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    view: { in: "query", type: "string" },
  },
  result: shapes.CostByOrgResponse,
};

/** Arguments of {@link BillingApi.getEstimatedCost}. */
export interface GetEstimatedCostArguments {
  /**
   * `cumulative` returns, for each day, the cost since the start of its month. One of
   * `cumulative`.
   */
  cost_aggregation?: "cumulative" | undefined;
  /**
   * Last day, included. Format `date-time`.
   */
  end_date?: string | undefined;
  /**
   * Last month, included. Defaults to the first. Format `date-time`.
   */
  end_month?: string | undefined;
  /**
   * Whether to include accounts that are connected to this one. Default `false`.
   */
  include_connected_accounts?: boolean | undefined;
  /**
   * First day, as a date and time in UTC. At most two months ago. Format `date-time`.
   */
  start_date?: string | undefined;
  /**
   * First month, as a date and time in UTC of which only year and month count. Format
   * `date-time`.
   */
  start_month?: string | undefined;
  /**
   * `summary` returns one entry for the account, `sub-org` one per organization. Defaults to
   * `summary`.
   */
  view?: string | undefined;
}

const getHistoricalCost: OperationDefinition = {
  id: "getHistoricalCost",
  method: "GET",
  path: "/api/v2/usage/historical_cost",
  parameters: {
    end_month: {
      in: "query",
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    include_connected_accounts: { in: "query", type: "boolean" },
    start_month: {
      in: "query",
      required: true,
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    view: { in: "query", type: "string" },
  },
  result: shapes.CostByOrgResponse,
};

/** Arguments of {@link BillingApi.getHistoricalCost}. */
export interface GetHistoricalCostArguments {
  /**
   * Last month, included. Defaults to the first. Format `date-time`.
   */
  end_month?: string | undefined;
  /**
   * Whether to include accounts that are connected to this one. Default `false`.
   */
  include_connected_accounts?: boolean | undefined;
  /**
   * First month, as a date and time in UTC of which only year and month count. Format
   * `date-time`.
   */
  start_month: string;
  /**
   * `summary` returns one entry for the account, `sub-org` one per organization. Defaults to
   * `summary`.
   */
  view?: string | undefined;
}

/**
 * Estimated and historical costs of an organization.
 */
export class BillingApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * Get estimated cost.
   *
   * Gets what the current and the previous month are estimated to cost, computed from the usage so
   * far. Estimates change until the month is billed; use `getHistoricalCost` for months that
   * are. Give either months or days.
   *
   * `GET /api/v2/usage/estimated_cost`
   *
   * The vendor's reference calls it `get-estimated-cost-across-your-account`.
   *
   * @param args {@link GetEstimatedCostArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link CostByOrgResponse}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is invalid.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {PermissionDeniedError} 403: The credential lacks a permission that the operation
   *   requires.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 5XX: The service failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getEstimatedCost(
    args: GetEstimatedCostArguments = {},
    options?: RequestOptions,
  ): ApiPromise<CostByOrgResponse> {
    return this.#client.call(getEstimatedCost, args, options);
  }

  /**
   * Get historical cost.
   *
   * Gets what months have cost. A month is there from about the 16th of the next one on.
   *
   * `GET /api/v2/usage/historical_cost`
   *
   * The vendor's reference calls it `get-historical-cost-across-your-account`.
   *
   * @param args {@link GetHistoricalCostArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link CostByOrgResponse}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is invalid.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {PermissionDeniedError} 403: The credential lacks a permission that the operation
   *   requires.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 5XX: The service failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getHistoricalCost(
    args: GetHistoricalCostArguments,
    options?: RequestOptions,
  ): ApiPromise<CostByOrgResponse> {
    return this.#client.call(getHistoricalCost, args, options);
  }
}
