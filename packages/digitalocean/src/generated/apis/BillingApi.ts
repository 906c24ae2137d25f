// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  ServiceClient,
  textBody,
  byAddress,
  callPages,
  type PageOptions,
  type PagePromise,
  type PagesDefinition,
  type ApiPromise,
  type RequestOptions,
  type OperationDefinition,
} from "@billkit/core/client";
import type {
  Balance,
  BillingHistoryEntry,
  BillingHistoryPage,
  Invoice,
  InvoiceItem,
  InvoiceItemsPage,
  InvoiceSummary,
  InvoicesPage,
  paths,
} from "../schema.js";
import { service, type ServiceOptions } from "../service.js";
import * as shapes from "../shapes.js";

const getBalance: OperationDefinition = {
  id: "getBalance",
  method: "GET",
  path: "/v2/customers/my/balance",
  parameters: {},
  result: "object",
};

const getInvoiceCsv: OperationDefinition = {
  id: "getInvoiceCsv",
  method: "GET",
  path: "/v2/customers/my/invoices/{invoice_uuid}/csv",
  parameters: {
    invoice_uuid: { in: "path", required: true, type: "string" },
  },
  accept: "text/csv",
  read: textBody,
};

/** Arguments of {@link BillingApi.getInvoiceCsv}. */
export interface GetInvoiceCsvArguments {
  /**
   * UUID of the invoice, from `listInvoices`; `preview` is the current month so far.
   */
  invoice_uuid: string;
}

const getInvoiceSummary: OperationDefinition = {
  id: "getInvoiceSummary",
  method: "GET",
  path: "/v2/customers/my/invoices/{invoice_uuid}/summary",
  parameters: {
    invoice_uuid: { in: "path", required: true, type: "string" },
  },
  result: shapes.InvoiceSummary,
};

/** Arguments of {@link BillingApi.getInvoiceSummary}. */
export interface GetInvoiceSummaryArguments {
  /**
   * UUID of the invoice, from `listInvoices`; `preview` is the current month so far.
   */
  invoice_uuid: string;
}

const listBillingHistory: OperationDefinition = {
  id: "listBillingHistory",
  method: "GET",
  path: "/v2/customers/my/billing_history",
  parameters: {
    page: { in: "query", type: "integer", min: 1, allowed: "an integer from 1" },
    per_page: {
      in: "query",
      type: "integer",
      min: 1,
      max: 200,
      allowed: "an integer from 1 to 200",
    },
  },
  result: shapes.BillingHistoryPage,
};

const listBillingHistoryPages: PagesDefinition = {
  form: byAddress,
  items: "/billing_history",
  next: "/links/pages/next",
};

/** Arguments of {@link BillingApi.listBillingHistory}. */
export interface ListBillingHistoryArguments {
  /**
   * Number of the page. Default `1`. Allowed: at least `1`.
   */
  page?: number | undefined;
  /**
   * Maximum number of items in a page. Default `20`. Allowed: `1` to `200`.
   */
  per_page?: number | undefined;
}

const listInvoiceItems: OperationDefinition = {
  id: "listInvoiceItems",
  method: "GET",
  path: "/v2/customers/my/invoices/{invoice_uuid}",
  parameters: {
    invoice_uuid: { in: "path", required: true, type: "string" },
    page: { in: "query", type: "integer", min: 1, allowed: "an integer from 1" },
    per_page: {
      in: "query",
      type: "integer",
      min: 1,
      max: 200,
      allowed: "an integer from 1 to 200",
    },
  },
  result: shapes.InvoiceItemsPage,
};

const listInvoiceItemsPages: PagesDefinition = {
  form: byAddress,
  items: "/invoice_items",
  next: "/links/pages/next",
};

/** Arguments of {@link BillingApi.listInvoiceItems}. */
export interface ListInvoiceItemsArguments {
  /**
   * UUID of the invoice, from `listInvoices`; `preview` is the current month so far.
   */
  invoice_uuid: string;
  /**
   * Number of the page. Default `1`. Allowed: at least `1`.
   */
  page?: number | undefined;
  /**
   * Maximum number of items in a page. Default `20`. Allowed: `1` to `200`.
   */
  per_page?: number | undefined;
}

const listInvoices: OperationDefinition = {
  id: "listInvoices",
  method: "GET",
  path: "/v2/customers/my/invoices",
  parameters: {
    page: { in: "query", type: "integer", min: 1, allowed: "an integer from 1" },
    per_page: {
      in: "query",
      type: "integer",
      min: 1,
      max: 200,
      allowed: "an integer from 1 to 200",
    },
  },
  result: shapes.InvoicesPage,
};

const listInvoicesPages: PagesDefinition = {
  form: byAddress,
  items: "/invoices",
  next: "/links/pages/next",
};

/** Arguments of {@link BillingApi.listInvoices}. */
export interface ListInvoicesArguments {
  /**
   * Number of the page. Default `1`. Allowed: at least `1`.
   */
  page?: number | undefined;
  /**
   * Maximum number of items in a page. Default `20`. Allowed: `1` to `200`.
   */
  per_page?: number | undefined;
}

/**
 * Balance, invoices and billing history of an account or team.
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
   * Gets the account's balance and its usage since the start of the month.
   *
   * `GET /v2/customers/my/balance`
   *
   * The vendor's reference calls it `balance_get`.
   *
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link Balance}; `.withResponse()` adds the response and the request id.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ApiError} default: The request failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getBalance(options?: RequestOptions): ApiPromise<Balance> {
    return this.#client.call(getBalance, undefined, options);
  }

  /**
   * Get an invoice as CSV.
   *
   * Gets an invoice's items as CSV, with a header line.
   *
   * `GET /v2/customers/my/invoices/{invoice_uuid}/csv`
   *
   * The vendor's reference calls it `invoices_get_csvByUUID`.
   *
   * @param args {@link GetInvoiceCsvArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of the text; `.withResponse()` adds the response and the request id.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ApiError} default: The request failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getInvoiceCsv(args: GetInvoiceCsvArguments, options?: RequestOptions): ApiPromise<string> {
    return this.#client.call(getInvoiceCsv, args, options);
  }

  /**
   * Get an invoice's summary.
   *
   * Gets an invoice's totals per product, its taxes, and its credits.
   *
   * `GET /v2/customers/my/invoices/{invoice_uuid}/summary`
   *
   * The vendor's reference calls it `invoices_get_summaryByUUID`.
   *
   * @param args {@link GetInvoiceSummaryArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link InvoiceSummary}; `.withResponse()` adds the response and the request id.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ApiError} default: The request failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  getInvoiceSummary(
    args: GetInvoiceSummaryArguments,
    options?: RequestOptions,
  ): ApiPromise<InvoiceSummary> {
    return this.#client.call(getInvoiceSummary, args, options);
  }

  /**
   * List billing history.
   *
   * Lists what changed the account's balance, newest first: invoices, payments, credits, refunds
   * and failed attempts. An invoice is positive, a payment negative; a failed attempt moves no
   * money.
   *
   * `GET /v2/customers/my/billing_history`
   *
   * The vendor's reference calls it `billingHistory_list`.
   *
   * @param args {@link ListBillingHistoryArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link BillingHistoryPage}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ApiError} default: The request failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  listBillingHistory(
    args: ListBillingHistoryArguments = {},
    options?: PageOptions,
  ): PagePromise<BillingHistoryPage, BillingHistoryEntry> {
    return callPages(this.#client, listBillingHistory, listBillingHistoryPages, args, options);
  }

  /**
   * List an invoice's items.
   *
   * Lists what an invoice charges for, an item per resource and price.
   *
   * `GET /v2/customers/my/invoices/{invoice_uuid}`
   *
   * The vendor's reference calls it `invoices_get_byUUID`.
   *
   * @param args {@link ListInvoiceItemsArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link InvoiceItemsPage}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {NotFoundError} 404: The resource doesn't exist.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ApiError} default: The request failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  listInvoiceItems(
    args: ListInvoiceItemsArguments,
    options?: PageOptions,
  ): PagePromise<InvoiceItemsPage, InvoiceItem> {
    return callPages(this.#client, listInvoiceItems, listInvoiceItemsPages, args, options);
  }

  /**
   * List invoices.
   *
   * Lists the invoices, newest first. `invoice_preview` is the current month so far, which isn't
   * final.
   *
   * `GET /v2/customers/my/invoices`
   *
   * The vendor's reference calls it `invoices_list`.
   *
   * @param args {@link ListInvoicesArguments}
   * @param options Options of this call; they override the client's.
   * @returns A promise of {@link InvoicesPage}; `.withResponse()` adds the response and the request id.
   *   `for await` over it yields the items of all pages.
   * @throws {AuthenticationError} 401: The credential is missing or invalid.
   * @throws {RateLimitError} 429: Too many requests.
   * @throws {ServerError} 500: The service failed.
   * @throws {ApiError} default: The request failed.
   * @throws {InvalidRequestError} An argument or option is invalid; nothing was sent.
   * @throws {ConnectionError} The service couldn't be reached, or the connection broke.
   * @throws {TimeoutError} The attempt or the whole call took too long.
   * @throws {UnexpectedResponseError} The response breaks the contract.
   */
  listInvoices(
    args: ListInvoicesArguments = {},
    options?: PageOptions,
  ): PagePromise<InvoicesPage, Invoice> {
    return callPages(this.#client, listInvoices, listInvoicesPages, args, options);
  }
}
