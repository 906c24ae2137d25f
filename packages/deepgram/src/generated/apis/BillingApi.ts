// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  type ApiPromise,
  type OperationDefinition,
  type RequestOptions,
} from "@billkit/core";
import type {
  BillingBreakdownV1Response,
  GetProjectBalanceV1Response,
  ListBillingFieldsV1Response,
  ListProjectBalancesV1Response,
  ListProjectPurchasesV1Response,
  paths,
} from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const getBalance: OperationDefinition = {
  id: "getBalance",
  method: "GET",
  path: "/v1/projects/{project_id}/balances/{balance_id}",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
    balance_id: { in: "path", required: true, type: "string" },
  },
  result: shapes.GetProjectBalanceV1Response,
};

/** Arguments of {@link BillingApi.getBalance}. */
export interface GetBalanceArguments {
  /**
   * Id of the project, as `listProjects` gives it.
   */
  project_id: string;
  /**
   * Id of the balance, as `listBalances` gives it.
   */
  balance_id: string;
}

const getBillingBreakdown: OperationDefinition = {
  id: "getBillingBreakdown",
  method: "GET",
  path: "/v1/projects/{project_id}/billing/breakdown",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
    accessor: { in: "query", type: "string" },
    deployment: { in: "query", enum: ["hosted", "beta", "self-hosted"] },
    end: { in: "query", format: "date" },
    grouping: { in: "query", items: { enum: ["accessor", "deployment", "line_item", "tags"] } },
    line_item: { in: "query", type: "string" },
    start: { in: "query", format: "date" },
    tag: { in: "query", type: "string" },
  },
  result: shapes.BillingBreakdownV1Response,
};

/** Arguments of {@link BillingApi.getBillingBreakdown}. */
export interface GetBillingBreakdownArguments {
  /**
   * Id of the project, as `listProjects` gives it.
   */
  project_id: string;
  /**
   * Count only the use by this accessor, the id under which requests were made. It need not be a
   * UUID. Left out, all are counted.
   */
  accessor?: string | undefined;
  /**
   * Count only the use of this kind of deployment. Answers also know `dedicated`, which cannot be
   * filtered by. Left out, all are counted. One of `hosted`, `beta`, `self-hosted`.
   */
  deployment?: "hosted" | "beta" | "self-hosted" | undefined;
  /**
   * End of the period that is counted, as `YYYY-MM-DD`. Left out, the service chooses; `end` in
   * the answer says what. Format `date`.
   */
  end?: string | undefined;
  /**
   * Dimensions to split the costs by; several are sent as repeated keys
   * (`grouping=deployment&grouping=line_item`). A dimension left out is null in the results'
   * `grouping`. One of `accessor`, `deployment`, `line_item`, `tags`.
   */
  grouping?: ("accessor" | "deployment" | "line_item" | "tags")[] | undefined;
  /**
   * Count only this line item, by its key, such as `streaming::nova-3`. Left out, all are
   * counted.
   */
  line_item?: string | undefined;
  /**
   * Start of the period that is counted, as `YYYY-MM-DD`. Left out, the service chooses; `start`
   * in the answer says what. Format `date`.
   */
  start?: string | undefined;
  /**
   * Count only the use with this tag. Left out, all is counted, with and without tags.
   */
  tag?: string | undefined;
}

const listBalances: OperationDefinition = {
  id: "listBalances",
  method: "GET",
  path: "/v1/projects/{project_id}/balances",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
  },
  result: shapes.ListProjectBalancesV1Response,
};

/** Arguments of {@link BillingApi.listBalances}. */
export interface ListBalancesArguments {
  /**
   * Id of the project, as `listProjects` gives it.
   */
  project_id: string;
}

const listBillingFields: OperationDefinition = {
  id: "listBillingFields",
  method: "GET",
  path: "/v1/projects/{project_id}/billing/fields",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
    end: { in: "query", format: "date" },
    start: { in: "query", format: "date" },
  },
  result: shapes.ListBillingFieldsV1Response,
};

/** Arguments of {@link BillingApi.listBillingFields}. */
export interface ListBillingFieldsArguments {
  /**
   * Id of the project, as `listProjects` gives it.
   */
  project_id: string;
  /**
   * End of the period whose values are listed, as `YYYY-MM-DD`. Left out, the service chooses.
   * Format `date`.
   */
  end?: string | undefined;
  /**
   * Start of the period whose values are listed, as `YYYY-MM-DD`. Left out, the service chooses.
   * Format `date`.
   */
  start?: string | undefined;
}

const listPurchases: OperationDefinition = {
  id: "listPurchases",
  method: "GET",
  path: "/v1/projects/{project_id}/purchases",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
    limit: { in: "query", type: "number", min: 1, max: 1000, allowed: "a number from 1 to 1000" },
  },
  result: shapes.ListProjectPurchasesV1Response,
};

/** Arguments of {@link BillingApi.listPurchases}. */
export interface ListPurchasesArguments {
  /**
   * Id of the project, as `listProjects` gives it.
   */
  project_id: string;
  /**
   * Most orders to return, from 1 to 1000; 10 when left out. There is no parameter for a further
   * page. Default `10`. Allowed: `1` to `1000`.
   */
  limit?: number | undefined;
}

/**
 * Balances, purchases, and costs of a project broken down by what caused them.
 */
export class BillingApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * Get one balance.
   *
   * Reads one balance of a project, as `listBalances` lists it.
   *
   * `GET /v1/projects/{project_id}/balances/{balance_id}`
   *
   * The vendor's reference calls it `manage_v1_projects_billing_balances_get`.
   *
   * Requires permission `billing:read`.
   *
   * @param args {@link GetBalanceArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link GetProjectBalanceV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is not one that the service accepts, for instance
   *   for the value of a parameter.
   * @throws {AuthenticationError} 401: There is no API key, it is not valid, or it lacks a
   *   permission.
   * @throws {PermissionDeniedError} 403: The API key is known but may not do this; billing asks
   *   for the permission `billing:read`.
   * @throws {NotFoundError} 404: There is no such project or balance for this key, or an id does
   *   not have the form of one.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header is not promised.
   * @throws {ServerError} 5XX: The service failed, or something between it and the client did. The
   *   same request may succeed later.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
   */
  getBalance(
    args: GetBalanceArguments,
    options?: RequestOptions,
  ): ApiPromise<GetProjectBalanceV1Response> {
    return this.#client.call(getBalance, args, options);
  }

  /**
   * Break a project's costs down.
   *
   * Adds up what a project's use has cost, in US dollars. Filters narrow the use that is counted;
   * `grouping` splits the sum by one or more dimensions, one result for each combination that
   * occurs. `listBillingFields` gives the values that filters can take.
   *
   * `GET /v1/projects/{project_id}/billing/breakdown`
   *
   * The vendor's reference calls it `manage_v1_projects_billing_breakdown_list`.
   *
   * Requires permission `billing:read`.
   *
   * @param args {@link GetBillingBreakdownArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link BillingBreakdownV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is not one that the service accepts, for instance
   *   for the value of a parameter.
   * @throws {AuthenticationError} 401: There is no API key, it is not valid, or it lacks a
   *   permission.
   * @throws {PermissionDeniedError} 403: The API key is known but may not do this; billing asks
   *   for the permission `billing:read`.
   * @throws {NotFoundError} 404: There is no such project for this key, or the id does not have
   *   the form of one.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header is not promised.
   * @throws {ServerError} 5XX: The service failed, or something between it and the client did. The
   *   same request may succeed later.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
   */
  getBillingBreakdown(
    args: GetBillingBreakdownArguments,
    options?: RequestOptions,
  ): ApiPromise<BillingBreakdownV1Response> {
    return this.#client.call(getBillingBreakdown, args, options);
  }

  /**
   * List a project's balances.
   *
   * Lists what a project has left to spend. A project may hold several balances, one for each
   * grant or purchase, and in different units; amounts of different units must not be added.
   *
   * `GET /v1/projects/{project_id}/balances`
   *
   * The vendor's reference calls it `manage_v1_projects_billing_balances_list`.
   *
   * Requires permission `billing:read`.
   *
   * @param args {@link ListBalancesArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link ListProjectBalancesV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is not one that the service accepts, for instance
   *   for the value of a parameter.
   * @throws {AuthenticationError} 401: There is no API key, it is not valid, or it lacks a
   *   permission.
   * @throws {PermissionDeniedError} 403: The API key is known but may not do this; billing asks
   *   for the permission `billing:read`.
   * @throws {NotFoundError} 404: There is no such project for this key, or the id does not have
   *   the form of one.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header is not promised.
   * @throws {ServerError} 5XX: The service failed, or something between it and the client did. The
   *   same request may succeed later.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
   */
  listBalances(
    args: ListBalancesArguments,
    options?: RequestOptions,
  ): ApiPromise<ListProjectBalancesV1Response> {
    return this.#client.call(listBalances, args, options);
  }

  /**
   * List the values to filter costs by.
   *
   * Lists the accessors, deployments, tags and line items that a project's use had in a period:
   * the values that the filters of `getBillingBreakdown` can take.
   *
   * `GET /v1/projects/{project_id}/billing/fields`
   *
   * The vendor's reference calls it `manage_v1_projects_billing_fields_list`.
   *
   * Requires permission `billing:read`.
   *
   * @param args {@link ListBillingFieldsArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link ListBillingFieldsV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is not one that the service accepts, for instance
   *   for the value of a parameter.
   * @throws {AuthenticationError} 401: There is no API key, it is not valid, or it lacks a
   *   permission.
   * @throws {PermissionDeniedError} 403: The API key is known but may not do this; billing asks
   *   for the permission `billing:read`.
   * @throws {NotFoundError} 404: There is no such project for this key, or the id does not have
   *   the form of one.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header is not promised.
   * @throws {ServerError} 5XX: The service failed, or something between it and the client did. The
   *   same request may succeed later.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
   */
  listBillingFields(
    args: ListBillingFieldsArguments,
    options?: RequestOptions,
  ): ApiPromise<ListBillingFieldsV1Response> {
    return this.#client.call(listBillingFields, args, options);
  }

  /**
   * List a project's purchases.
   *
   * Lists the orders by which a project was given credit, with the amount each began with. There
   * is no paging: an answer with as many orders as `limit` may have been cut short.
   *
   * `GET /v1/projects/{project_id}/purchases`
   *
   * The vendor's reference calls it `manage_v1_projects_billing_purchases_list`.
   *
   * Requires permission `billing:read`.
   *
   * @param args {@link ListPurchasesArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link ListProjectPurchasesV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is not one that the service accepts, for instance
   *   for the value of a parameter.
   * @throws {AuthenticationError} 401: There is no API key, it is not valid, or it lacks a
   *   permission.
   * @throws {PermissionDeniedError} 403: The API key is known but may not do this; billing asks
   *   for the permission `billing:read`.
   * @throws {NotFoundError} 404: There is no such project for this key, or the id does not have
   *   the form of one.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header is not promised.
   * @throws {ServerError} 5XX: The service failed, or something between it and the client did. The
   *   same request may succeed later.
   * @throws {InvalidRequestError} An argument cannot be sent as it is.
   * @throws {ConnectionError} The service could not be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The answer is not what the contract declares.
   */
  listPurchases(
    args: ListPurchasesArguments,
    options?: RequestOptions,
  ): ApiPromise<ListProjectPurchasesV1Response> {
    return this.#client.call(listPurchases, args, options);
  }
}
