// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { ServiceClient, type OperationDefinition } from "@billkit/core";
import {
  byNumber,
  callPages,
  type PageOptions,
  type PagePromise,
  type PagesDefinition,
} from "@billkit/core/pages";
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
   * Which page, the first being 1; 1 when left out. Default `1`.
   */
  pageNumber?: number | undefined;
  /**
   * Entries a page; 25 when left out. Default `25`.
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
   * of a partner. Their ids are what `getTrusteeBillingOverview` asks for.
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
  listTrustors(
    args: ListTrustorsArguments = {},
    options?: PageOptions,
  ): PagePromise<TrustorEntityListing, Trustor> {
    return callPages(this.#client, listTrustors, listTrustorsPages, args, options);
  }
}
