// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  isDate,
  pattern,
  byAddress,
  callPages,
  type PageOptions,
  type PagePromise,
  type PagesDefinition,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type { Balance, UsageRecord, UsageRecordsPage, paths } from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const getBalance: OperationDefinition = {
  id: "getBalance",
  method: "GET",
  path: "/2010-04-01/Accounts/{AccountSid}/Balance.json",
  parameters: {
    AccountSid: {
      in: "path",
      required: true,
      type: "string",
      allowed: "a string of 34 characters matching ^AC[0-9a-fA-F]{32}$",
      match: /* @__PURE__ */ pattern("^(?=[^]*?(?:^[^]{34,34}$))(?=[^]*?(?:^AC[0-9a-fA-F]{32}$))"),
    },
  },
  result: "object",
};

/** Arguments of {@link BillingApi.getBalance}. */
export interface GetBalanceArguments {
  /**
   * SID of the account or subaccount. Allowed: exactly `34` characters.
   */
  AccountSid: string;
}

const listUsageRecords: OperationDefinition = {
  id: "listUsageRecords",
  method: "GET",
  path: "/2010-04-01/Accounts/{AccountSid}/Usage/Records.json",
  parameters: {
    AccountSid: {
      in: "path",
      required: true,
      type: "string",
      allowed: "a string of 34 characters matching ^AC[0-9a-fA-F]{32}$",
      match: /* @__PURE__ */ pattern("^(?=[^]*?(?:^[^]{34,34}$))(?=[^]*?(?:^AC[0-9a-fA-F]{32}$))"),
    },
    Category: { in: "query", type: "string" },
    EndDate: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
    IncludeSubaccounts: { in: "query", type: "boolean" },
    Page: { in: "query", type: "integer", min: 0, allowed: "an integer from 0" },
    PageSize: {
      in: "query",
      type: "integer",
      min: 1,
      max: 1000,
      allowed: "an integer from 1 to 1000",
    },
    PageToken: { in: "query", type: "string" },
    StartDate: { in: "query", type: "string", allowed: "a date as YYYY-MM-DD", match: isDate },
  },
  result: shapes.UsageRecordsPage,
};

const listUsageRecordsPages: PagesDefinition = {
  form: byAddress,
  items: "/usage_records",
  next: "/next_page_uri",
};

/** Arguments of {@link BillingApi.listUsageRecords}. */
export interface ListUsageRecordsArguments {
  /**
   * SID of the account or subaccount. Allowed: exactly `34` characters.
   */
  AccountSid: string;
  /**
   * Return only this category, such as `calls-inbound` or `totalprice`.
   */
  Category?: string | undefined;
  /**
   * Last day, included, in UTC. Format `date`.
   */
  EndDate?: string | undefined;
  /**
   * Whether to include the usage of subaccounts. Defaults to `true`.
   */
  IncludeSubaccounts?: boolean | undefined;
  /**
   * Number of the page. Allowed: at least `0`.
   */
  Page?: number | undefined;
  /**
   * Maximum number of items in a page. Allowed: `1` to `1000`.
   */
  PageSize?: number | undefined;
  /**
   * Token of the page, from the page before.
   */
  PageToken?: string | undefined;
  /**
   * First day, included, in UTC. Format `date`.
   */
  StartDate?: string | undefined;
}

/**
 * Balance and usage of an account.
 */
export class BillingApi {
  readonly #client: ServiceClient<paths>;

  /** @param options Options, or a client to share. */
  constructor(options: ServiceOptions | ServiceClient<paths>) {
    this.#client = ServiceClient.of(service, options);
  }

  /**
   * Get the balance.
   *
   * Gets what is left of the account's balance. Subaccounts have none of their own.
   *
   * `GET /2010-04-01/Accounts/{AccountSid}/Balance.json`
   *
   * The vendor's reference calls it `FetchBalance`.
   *
   * @param args {@link GetBalanceArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link Balance}; `.withResponse()` adds the response and the request id.
   * @throws {BadRequestError} 400: The request is invalid.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {PermissionDeniedError} 403: The credential lacks a permission that the operation
   *   requires.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 5XX: The service failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getBalance(args: GetBalanceArguments, options?: RequestOptions): ApiPromise<Balance> {
    return this.#client.call(getBalance, args, options);
  }

  /**
   * List usage records.
   *
   * Lists what the account used, a record per category. Without a period, since the account
   * exists. Categories overlap: `calls` contains `calls-inbound`, and `totalprice` is the sum of
   * all. Never add a category to one that it contains.
   *
   * `GET /2010-04-01/Accounts/{AccountSid}/Usage/Records.json`
   *
   * The vendor's reference calls it `ListUsageRecord`.
   *
   * @param args {@link ListUsageRecordsArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link UsageRecordsPage}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
   * @throws {BadRequestError} 400: The request is invalid.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {PermissionDeniedError} 403: The credential lacks a permission that the operation
   *   requires.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 5XX: The service failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  listUsageRecords(
    args: ListUsageRecordsArguments,
    options?: PageOptions,
  ): PagePromise<UsageRecordsPage, UsageRecord> {
    return callPages(this.#client, listUsageRecords, listUsageRecordsPages, args, options);
  }
}
