// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  byNumber,
  callPages,
  type PageOptions,
  type PagePromise,
  type PagesDefinition,
  type OperationDefinition,
} from "@billkit/core/client";
import type { Trustor, TrustorEntityListing, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const listTrustors: OperationDefinition = {
  id: "listTrustors",
  method: "GET",
  path: "/api/v2/orgauthorization/trustors",
  parameters: {
    pageNumber: {
      in: "query",
      type: "integer",
      min: -2147483648,
      max: 2147483647,
      allowed: "an integer from -2147483648 to 2147483647",
    },
    pageSize: {
      in: "query",
      type: "integer",
      min: -2147483648,
      max: 2147483647,
      allowed: "an integer from -2147483648 to 2147483647",
    },
  },
  result: shapes.TrustorEntityListing,
};

const listTrustorsPages: PagesDefinition = {
  form: byNumber,
  items: "/entities",
  key: "/id",
  pageCount: "/pageCount",
  parameter: "pageNumber",
};

/** Arguments of {@link OrganizationAuthorizationApi.listTrustors}. */
export interface ListTrustorsArguments {
  /**
   * Number of the page, from 1. Defaults to 1. Default `1`.
   */
  pageNumber?: number | undefined;
  /**
   * Entries per page. Defaults to 25. Default `25`.
   */
  pageSize?: number | undefined;
}

/**
 * The organizations that trust this one, whose bills a partner can see.
 */
export class OrganizationAuthorizationApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * List the organizations that trust this one.
   *
   * Lists, page by page, the organizations that have given this one access, such as the customers
   * of a partner. `getTrusteeBillingOverview` takes their ids.
   *
   * `GET /api/v2/orgauthorization/trustors`
   *
   * The vendor's reference calls it `get_orgauthorization_trustors`.
   *
   * Requires permission `authorization:orgTrustor:view`.
   *
   * @param args {@link ListTrustorsArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link TrustorEntityListing}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
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
  listTrustors(
    args: ListTrustorsArguments = {},
    options?: PageOptions,
  ): PagePromise<TrustorEntityListing, Trustor> {
    return callPages(this.#client, listTrustors, listTrustorsPages, args, options);
  }
}
