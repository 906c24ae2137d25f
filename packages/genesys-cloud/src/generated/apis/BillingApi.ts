// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  type ApiPromise,
  type OperationDefinition,
  type RequestOptions,
} from "@billkit/core";
import type { BillingUsageReport, TrusteeBillingOverview, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

export const getBillableUsage: OperationDefinition = {
  id: "getBillableUsage",
  method: "GET",
  path: "/api/v2/billing/reports/billableusage",
  parameters: {
    endDate: { in: "query", required: true, format: "date-time" },
    startDate: { in: "query", required: true, format: "date-time" },
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
   * Id of the customer's organization, as `listTrustors` gives it.
   */
  trustorOrgId: string;
  /**
   * Which billing period: 0 is the active one, whose figures may change until it closes, 1 the
   * one before, and so on; 0 when left out. The index shifts as periods close, so keep figures
   * by the dates in the answer. Default `0`.
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
   * Reports what the organization has used in a period: licences, devices and resources. The
   * report is prepared on the first request, which answers 200 with the status `InProgress`; the
   * same request again, some seconds later, gives the report once it is ready. There is no job
   * id and no stated longest wait. Whatever an `InProgress` report holds is not final.
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
   * @throws {BadRequestError} 400: A parameter is missing, or has a value or a form that the
   *   service does not accept.
   * @throws {AuthenticationError} 401: There is no access token, or it is not valid or no longer
   *   valid.
   * @throws {PermissionDeniedError} 403: The token's owner has none of the permissions, or its
   *   client none of the scopes, that the operation asks for.
   * @throws {NotFoundError} 404: There is no such thing, or it is not visible to the token's
   *   owner.
   * @throws {ApiError} 408: The request did not arrive in full within the time that the service
   *   allows.
   * @throws {ConflictError} 409: The request contradicts the present state of what it is about.
   * @throws {ApiError} 413: The request is larger than the service allows.
   * @throws {ApiError} 415: The request's body is of a media type that the service does not take.
   * @throws {RateLimitError} 429: Too many requests. `Retry-After` says in seconds when to try
   *   again; a daily limit can make that very long.
   * @throws {ServerError} 500: The service met a fault of its own.
   * @throws {ServerError} 503: The service cannot answer for now; the same request may succeed
   *   later.
   * @throws {ServerError} 504: The service did not finish within its own time limit.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
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
   * Gives a partner the overview of what one customer is billed for in one billing period. Prices
   * are before tax; voice and bring-your-own-carrier charges are not part of it, so that it can
   * be less than the invoice.
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
   * @throws {BadRequestError} 400: A parameter is missing, or has a value or a form that the
   *   service does not accept.
   * @throws {AuthenticationError} 401: There is no access token, or it is not valid or no longer
   *   valid.
   * @throws {PermissionDeniedError} 403: The token's owner has none of the permissions, or its
   *   client none of the scopes, that the operation asks for.
   * @throws {NotFoundError} 404: There is no such thing, or it is not visible to the token's
   *   owner.
   * @throws {ApiError} 408: The request did not arrive in full within the time that the service
   *   allows.
   * @throws {ConflictError} 409: The request contradicts the present state of what it is about.
   * @throws {ApiError} 413: The request is larger than the service allows.
   * @throws {ApiError} 415: The request's body is of a media type that the service does not take.
   * @throws {RateLimitError} 429: Too many requests. `Retry-After` says in seconds when to try
   *   again; a daily limit can make that very long.
   * @throws {ServerError} 500: The service met a fault of its own.
   * @throws {ServerError} 503: The service cannot answer for now; the same request may succeed
   *   later.
   * @throws {ServerError} 504: The service did not finish within its own time limit.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
   */
  getTrusteeBillingOverview(
    args: GetTrusteeBillingOverviewArguments,
    options?: RequestOptions,
  ): ApiPromise<TrusteeBillingOverview> {
    return this.#client.call(getTrusteeBillingOverview, args, options);
  }
}
