// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  isDate,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type {
  BillingBreakdownV1Response,
  GetProjectBalanceV1Response,
  ListBillingFieldsV1Response,
  ListProjectBalancesV1Response,
  ListProjectPurchasesV1Response,
  UsageBreakdownV1Response,
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
   * Id of the project, from `listProjects`.
   */
  project_id: string;
  /**
   * Id of the balance, from `listBalances`.
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
    end: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
    grouping: { in: "query", items: { enum: ["accessor", "deployment", "line_item", "tags"] } },
    line_item: { in: "query", type: "string" },
    start: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
    tag: { in: "query", type: "string" },
  },
  result: shapes.BillingBreakdownV1Response,
};

/** Arguments of {@link BillingApi.getBillingBreakdown}. */
export interface GetBillingBreakdownArguments {
  /**
   * Id of the project, from `listProjects`.
   */
  project_id: string;
  /**
   * Count only usage of this accessor, the id under which requests were made, which isn't always
   * a UUID. Defaults to all.
   */
  accessor?: string | undefined;
  /**
   * Count only usage of this kind of deployment. Responses can also contain `dedicated`, which
   * isn't a valid filter. Defaults to all. One of `hosted`, `beta`, `self-hosted`.
   */
  deployment?: "hosted" | "beta" | "self-hosted" | undefined;
  /**
   * Last day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it as
   * `end`. Format `date`.
   */
  end?: string | undefined;
  /**
   * Dimensions to split the costs by; several are sent as repeated keys
   * (`grouping=deployment&grouping=line_item`). Other dimensions are null in the results'
   * `grouping`. One of `accessor`, `deployment`, `line_item`, `tags`.
   */
  grouping?: ("accessor" | "deployment" | "line_item" | "tags")[] | undefined;
  /**
   * Count only this line item, by its key, such as `streaming::nova-3`. Defaults to all.
   */
  line_item?: string | undefined;
  /**
   * First day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it
   * as `start`. Format `date`.
   */
  start?: string | undefined;
  /**
   * Count only usage with this tag. Defaults to all usage, with and without tags.
   */
  tag?: string | undefined;
}

const getUsageBreakdown: OperationDefinition = {
  id: "getUsageBreakdown",
  method: "GET",
  path: "/v1/projects/{project_id}/usage/breakdown",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
    accessor: { in: "query", type: "string" },
    deployment: { in: "query", enum: ["hosted", "beta", "self-hosted"] },
    end: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
    endpoint: { in: "query", enum: ["listen", "read", "speak", "agent"] },
    grouping: {
      in: "query",
      enum: ["accessor", "endpoint", "feature_set", "models", "method", "tags", "deployment"],
    },
    method: { in: "query", enum: ["sync", "async", "streaming"] },
    model: { in: "query", type: "string" },
    start: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
    tag: { in: "query", type: "string" },
  },
  result: shapes.UsageBreakdownV1Response,
};

/** Arguments of {@link BillingApi.getUsageBreakdown}. */
export interface GetUsageBreakdownArguments {
  /**
   * Id of the project, from `listProjects`.
   */
  project_id: string;
  /**
   * Count only usage of this accessor, the id under which requests were made, which isn't always
   * a UUID. Defaults to all.
   */
  accessor?: string | undefined;
  /**
   * Count only usage of this kind of deployment. Responses can also contain `dedicated`, which
   * isn't a valid filter. Defaults to all. One of `hosted`, `beta`, `self-hosted`.
   */
  deployment?: "hosted" | "beta" | "self-hosted" | undefined;
  /**
   * Last day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it as
   * `end`. Format `date`.
   */
  end?: string | undefined;
  /**
   * Count only requests to this part of the service. `listen` is speech to text, and `speak` is
   * text to speech. Defaults to all. One of `listen`, `read`, `speak`, `agent`.
   */
  endpoint?: "listen" | "read" | "speak" | "agent" | undefined;
  /**
   * Dimension to split the quantities by. Other dimensions are null in the results' `grouping`.
   * One of `accessor`, `endpoint`, `feature_set`, `models`, `method`, `tags`, `deployment`.
   */
  grouping?:
    | "accessor"
    | "endpoint"
    | "feature_set"
    | "models"
    | "method"
    | "tags"
    | "deployment"
    | undefined;
  /**
   * Count only requests of this kind. `async` requests have a callback. Defaults to all. One of
   * `sync`, `async`, `streaming`.
   */
  method?: "sync" | "async" | "streaming" | undefined;
  /**
   * Count only usage of this model, by its id, a UUID. Defaults to all.
   */
  model?: string | undefined;
  /**
   * First day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it
   * as `start`. Format `date`.
   */
  start?: string | undefined;
  /**
   * Count only usage with this tag. Defaults to all usage, with and without tags.
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
   * Id of the project, from `listProjects`.
   */
  project_id: string;
}

const listBillingFields: OperationDefinition = {
  id: "listBillingFields",
  method: "GET",
  path: "/v1/projects/{project_id}/billing/fields",
  parameters: {
    project_id: { in: "path", required: true, type: "string" },
    end: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
    start: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
  },
  result: shapes.ListBillingFieldsV1Response,
};

/** Arguments of {@link BillingApi.listBillingFields}. */
export interface ListBillingFieldsArguments {
  /**
   * Id of the project, from `listProjects`.
   */
  project_id: string;
  /**
   * Last day of the period, as `YYYY-MM-DD`. By default the service chooses one. Format `date`.
   */
  end?: string | undefined;
  /**
   * First day of the period, as `YYYY-MM-DD`. By default the service chooses one. Format `date`.
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
   * Id of the project, from `listProjects`.
   */
  project_id: string;
  /**
   * Maximum number of orders to return, from 1 to 1000. Defaults to 10. There are no further
   * pages. Default `10`. Allowed: `1` to `1000`.
   */
  limit?: number | undefined;
}

/**
 * Balances, purchases, and breakdowns of a project's costs and usage.
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
   * Gets one of the balances that `listBalances` lists.
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
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {NotFoundError} 404: The key can't see such a project or balance, or an id isn't
   *   valid.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getBalance(
    args: GetBalanceArguments,
    options?: RequestOptions,
  ): ApiPromise<GetProjectBalanceV1Response> {
    return this.#client.call(getBalance, args, options);
  }

  /**
   * Break down a project's costs.
   *
   * Adds up the cost of a project's usage, in US dollars. Filters limit the usage that is counted;
   * `grouping` splits the sum by one or more dimensions, with one result per combination that
   * occurs. `listBillingFields` returns the values for the filters.
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
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {NotFoundError} 404: The key can't see such a project, or the id isn't valid.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getBillingBreakdown(
    args: GetBillingBreakdownArguments,
    options?: RequestOptions,
  ): ApiPromise<BillingBreakdownV1Response> {
    return this.#client.call(getBillingBreakdown, args, options);
  }

  /**
   * Break down a project's usage.
   *
   * Adds up the quantities of a project's usage: hours of audio, tokens, characters and requests.
   * Filters limit the usage that is counted; `grouping` splits the sums by one dimension. Unlike
   * `getBillingBreakdown`, it has no line items.
   *
   * `GET /v1/projects/{project_id}/usage/breakdown`
   *
   * The vendor's reference calls it `manage_v1_projects_usage_breakdown_get`.
   *
   * Requires permission `usage:read`.
   *
   * @param args {@link GetUsageBreakdownArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link UsageBreakdownV1Response}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {NotFoundError} 404: The key can't see such a project, or the id isn't valid.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getUsageBreakdown(
    args: GetUsageBreakdownArguments,
    options?: RequestOptions,
  ): ApiPromise<UsageBreakdownV1Response> {
    return this.#client.call(getUsageBreakdown, args, options);
  }

  /**
   * List a project's balances.
   *
   * Lists what a project has left to spend. A project can have several balances, one per grant or
   * purchase, in different units. Don't add amounts in different units.
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
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {NotFoundError} 404: The key can't see such a project, or the id isn't valid.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
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
   * Lists the accessors, deployments, tags and line items of a project's usage in a period: the
   * values for the filters of `getBillingBreakdown`.
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
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {NotFoundError} 404: The key can't see such a project, or the id isn't valid.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
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
   * Lists the orders that added credit to a project, with their original amounts. There are no
   * pages: a response with `limit` orders may be incomplete.
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
   * @throws {BadRequestError} 400: The service rejected the request, for example because of a
   *   parameter's value.
   * @throws {AuthenticationError} 401: The API key is missing or invalid, or lacks a permission.
   * @throws {PermissionDeniedError} 403: The API key is valid but lacks the permission,
   *   `billing:read` or `usage:read`.
   * @throws {NotFoundError} 404: The key can't see such a project, or the id isn't valid.
   * @throws {RateLimitError} 429: Too many requests. A `Retry-After` header isn't guaranteed.
   * @throws {ServerError} 5XX: The service, or a gateway in front of it, failed. The same request
   *   may succeed later.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  listPurchases(
    args: ListPurchasesArguments,
    options?: RequestOptions,
  ): ApiPromise<ListProjectPurchasesV1Response> {
    return this.#client.call(listPurchases, args, options);
  }
}
