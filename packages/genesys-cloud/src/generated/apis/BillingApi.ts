// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  isDateTime,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type { BillingUsageReport, TrusteeBillingOverview, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

export const getBillableUsage: OperationDefinition = {
  id: "getBillableUsage",
  method: "GET",
  path: "/api/v2/billing/reports/billableusage",
  parameters: {
    endDate: {
      in: "query",
      required: true,
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
    startDate: {
      in: "query",
      required: true,
      type: "string",
      allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
      match: isDateTime,
    },
  },
  result: shapes.BillingUsageReport,
};

/** Arguments of {@link BillingApi.getBillableUsage}. */
export interface GetBillableUsageArguments {
  /**
   * End of the period, as an ISO 8601 date and time such as `2026-06-30T23:59:59Z`. Format
   * `date-time`.
   */
  endDate: string;
  /**
   * Start of the period, as an ISO 8601 date and time such as `2026-06-01T00:00:00Z`. Format
   * `date-time`.
   */
  startDate: string;
}

const getTrusteeBillingOverview: OperationDefinition = {
  id: "getTrusteeBillingOverview",
  method: "GET",
  path: "/api/v2/billing/trusteebillingoverview/{trustorOrgId}",
  parameters: {
    trustorOrgId: { in: "path", required: true, type: "string" },
    billingPeriodIndex: {
      in: "query",
      type: "integer",
      min: -2147483648,
      max: 2147483647,
      allowed: "an integer from -2147483648 to 2147483647",
    },
  },
  result: shapes.TrusteeBillingOverview,
};

/** Arguments of {@link BillingApi.getTrusteeBillingOverview}. */
export interface GetTrusteeBillingOverviewArguments {
  /**
   * Id of the customer's organization, from `listTrustors`.
   */
  trustorOrgId: string;
  /**
   * Which billing period: 0 is the active one, whose figures can change until it closes, 1 the
   * one before, and so on. Defaults to 0. The index shifts as periods close, so store figures by
   * the dates in the response. Default `0`.
   */
  billingPeriodIndex?: number | undefined;
}

/**
 * Usage reports of an organization, and billing overviews of a partner's customers.
 */
export class BillingApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * Get a report of billable usage.
   *
   * Reports what the organization has used in a period: licences, devices and resources. The first
   * request starts the report and returns 200 with the status `InProgress`; the same request
   * returns the report once it is ready. There is no job id and no documented maximum wait. The
   * content of an `InProgress` report isn't final.
   *
   * `GET /api/v2/billing/reports/billableusage`
   *
   * The vendor's reference calls it `get_billing_reports_billableusage`.
   *
   * Requires any one of the permissions `billing:subscription:read`, `billing:subscription:view`.
   *
   * @param args {@link GetBillableUsageArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link BillingUsageReport}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: A parameter is missing or invalid.
   * @throws {AuthenticationError} 401: The access token is missing, invalid or expired.
   * @throws {PermissionDeniedError} 403: The token lacks the permissions or scopes that the
   *   operation requires.
   * @throws {NotFoundError} 404: The resource doesn't exist, or the token's owner can't see it.
   * @throws {ApiError} 408: The request didn't arrive completely within the service's time limit.
   * @throws {ConflictError} 409: The request conflicts with the state of the resource.
   * @throws {ApiError} 413: The request is larger than the service allows.
   * @throws {ApiError} 415: The service doesn't accept the media type of the request's body.
   * @throws {RateLimitError} 429: Too many requests. `Retry-After` is the wait in seconds, which
   *   can be hours for a daily limit.
   * @throws {ServerError} 500: The service failed.
   * @throws {ServerError} 503: The service is unavailable; the same request may succeed later.
   * @throws {ServerError} 504: The service exceeded its own time limit.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getBillableUsage(
    args: GetBillableUsageArguments,
    options?: RequestOptions,
  ): ApiPromise<BillingUsageReport> {
    return this.#client.call(getBillableUsage, args, options);
  }

  /**
   * Get the billing overview of a customer.
   *
   * Gets the overview of one customer's bill in one billing period, for the customer's partner.
   * Prices are before tax. Voice and bring-your-own-carrier charges aren't included, so the
   * invoice can be higher.
   *
   * `GET /api/v2/billing/trusteebillingoverview/{trustorOrgId}`
   *
   * The vendor's reference calls it `get_billing_trusteebillingoverview_trustor_org_id`.
   *
   * Requires permission `affiliateOrganization:clientBilling:view`.
   *
   * @param args {@link GetTrusteeBillingOverviewArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link TrusteeBillingOverview}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: A parameter is missing or invalid.
   * @throws {AuthenticationError} 401: The access token is missing, invalid or expired.
   * @throws {PermissionDeniedError} 403: The token lacks the permissions or scopes that the
   *   operation requires.
   * @throws {NotFoundError} 404: The resource doesn't exist, or the token's owner can't see it.
   * @throws {ApiError} 408: The request didn't arrive completely within the service's time limit.
   * @throws {ConflictError} 409: The request conflicts with the state of the resource.
   * @throws {ApiError} 413: The request is larger than the service allows.
   * @throws {ApiError} 415: The service doesn't accept the media type of the request's body.
   * @throws {RateLimitError} 429: Too many requests. `Retry-After` is the wait in seconds, which
   *   can be hours for a daily limit.
   * @throws {ServerError} 500: The service failed.
   * @throws {ServerError} 503: The service is unavailable; the same request may succeed later.
   * @throws {ServerError} 504: The service exceeded its own time limit.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getTrusteeBillingOverview(
    args: GetTrusteeBillingOverviewArguments,
    options?: RequestOptions,
  ): ApiPromise<TrusteeBillingOverview> {
    return this.#client.call(getTrusteeBillingOverview, args, options);
  }
}
