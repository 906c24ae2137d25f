// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  byCursor,
  callPages,
  type PageOptions,
  type PagePromise,
  type PagesDefinition,
  type OperationDefinition,
} from "@billkit/core/client";
import type {
  CompletionsUsageBucket,
  CompletionsUsagePage,
  CostsBucket,
  CostsPage,
  paths,
} from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const listCompletionsUsage: OperationDefinition = {
  id: "listCompletionsUsage",
  method: "GET",
  path: "/organization/usage/completions",
  parameters: {
    api_key_ids: { in: "query", items: { type: "string" } },
    batch: { in: "query", type: "boolean" },
    bucket_width: { in: "query", enum: ["1m", "1h", "1d"] },
    end_time: { in: "query", type: "integer" },
    group_by: {
      in: "query",
      items: { enum: ["project_id", "user_id", "api_key_id", "model", "batch", "service_tier"] },
    },
    limit: { in: "query", type: "integer" },
    models: { in: "query", items: { type: "string" } },
    page: { in: "query", type: "string" },
    project_ids: { in: "query", items: { type: "string" } },
    start_time: { in: "query", required: true, type: "integer" },
    user_ids: { in: "query", items: { type: "string" } },
  },
  result: shapes.CompletionsUsagePage,
};

const listCompletionsUsagePages: PagesDefinition = {
  form: byCursor,
  items: "/data",
  more: "/has_more",
  next: "/next_page",
  parameter: "page",
};

/** Arguments of {@link BillingApi.listCompletionsUsage}. */
export interface ListCompletionsUsageArguments {
  /**
   * Return only these API keys. Defaults to all.
   */
  api_key_ids?: string[] | undefined;
  /**
   * `true` returns only batch jobs, `false` everything else. Defaults to both.
   */
  batch?: boolean | undefined;
  /**
   * The time that each bucket covers. One of `1m`, `1h`, `1d`. Default `1d`.
   */
  bucket_width?: "1m" | "1h" | "1d" | undefined;
  /**
   * End of the period, excluded, as a Unix time in seconds. Defaults to now.
   */
  end_time?: number | undefined;
  /**
   * Fields to split each bucket by, sent as repeated keys. A field that isn't listed is null in
   * the results. One of `project_id`, `user_id`, `api_key_id`, `model`, `batch`, `service_tier`.
   */
  group_by?:
    ("project_id" | "user_id" | "api_key_id" | "model" | "batch" | "service_tier")[] | undefined;
  /**
   * Number of buckets in a page. Defaults to 7 days (at most 31), 24 hours (at most 168) or 60
   * minutes (at most 1440).
   */
  limit?: number | undefined;
  /**
   * Return only these models. Defaults to all.
   */
  models?: string[] | undefined;
  /**
   * Cursor of the page, from `next_page` of the page before.
   */
  page?: string | undefined;
  /**
   * Return only these projects. Defaults to all.
   */
  project_ids?: string[] | undefined;
  /**
   * Start of the period, included, as a Unix time in seconds.
   */
  start_time: number;
  /**
   * Return only these users. Defaults to all.
   */
  user_ids?: string[] | undefined;
}

const listCosts: OperationDefinition = {
  id: "listCosts",
  method: "GET",
  path: "/organization/costs",
  parameters: {
    api_key_ids: { in: "query", items: { type: "string" } },
    bucket_width: { in: "query", enum: ["1d"] },
    end_time: { in: "query", type: "integer" },
    group_by: { in: "query", items: { enum: ["project_id", "line_item", "api_key_id"] } },
    limit: { in: "query", type: "integer", min: 1, max: 180, allowed: "an integer from 1 to 180" },
    page: { in: "query", type: "string" },
    project_ids: { in: "query", items: { type: "string" } },
    start_time: { in: "query", required: true, type: "integer" },
  },
  result: shapes.CostsPage,
};

const listCostsPages: PagesDefinition = {
  form: byCursor,
  items: "/data",
  more: "/has_more",
  next: "/next_page",
  parameter: "page",
};

/** Arguments of {@link BillingApi.listCosts}. */
export interface ListCostsArguments {
  /**
   * Return only these API keys. Defaults to all.
   */
  api_key_ids?: string[] | undefined;
  /**
   * The time that each bucket covers. One of `1d`. Default `1d`.
   */
  bucket_width?: "1d" | undefined;
  /**
   * End of the period, excluded, as a Unix time in seconds. Defaults to now.
   */
  end_time?: number | undefined;
  /**
   * Fields to split each bucket by, sent as repeated keys. A field that isn't listed is null in
   * the results. One of `project_id`, `line_item`, `api_key_id`.
   */
  group_by?: ("project_id" | "line_item" | "api_key_id")[] | undefined;
  /**
   * Number of buckets in a page. Default `7`. Allowed: `1` to `180`.
   */
  limit?: number | undefined;
  /**
   * Cursor of the page, from `next_page` of the page before.
   */
  page?: string | undefined;
  /**
   * Return only these projects. Defaults to all.
   */
  project_ids?: string[] | undefined;
  /**
   * Start of the period, included, as a Unix time in seconds.
   */
  start_time: number;
}

/**
 * Costs and usage of an organization.
 */
export class BillingApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * List usage of completions.
   *
   * Lists how many tokens and requests an organization used for text and image generation, a
   * bucket per minute, hour or day. It has quantities and no prices.
   *
   * `GET /organization/usage/completions`
   *
   * The vendor's reference calls it `usage-completions`.
   *
   * @param args {@link ListCompletionsUsageArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link CompletionsUsagePage}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
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
  listCompletionsUsage(
    args: ListCompletionsUsageArguments,
    options?: PageOptions,
  ): PagePromise<CompletionsUsagePage, CompletionsUsageBucket> {
    return callPages(this.#client, listCompletionsUsage, listCompletionsUsagePages, args, options);
  }

  /**
   * List costs.
   *
   * Lists an organization's costs, a bucket per day. Days are in UTC. Without `group_by`, each day
   * has one result, the sum. The current day's costs, and recent ones, may still change.
   *
   * `GET /organization/costs`
   *
   * The vendor's reference calls it `usage-costs`.
   *
   * @param args {@link ListCostsArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link CostsPage}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
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
  listCosts(args: ListCostsArguments, options?: PageOptions): PagePromise<CostsPage, CostsBucket> {
    return callPages(this.#client, listCosts, listCostsPages, args, options);
  }
}
