import type { WithResponse } from "../client/api-promise.js";
import type { RequestOptions } from "../client/options.js";
import type { ServiceClient } from "../client/service-client.js";
import type { OperationDefinition } from "../request/operation.js";
import type { ApiPromise } from "../client/api-promise.js";

/**
 * How an operation returns a list in pages; generated from `x-billkit-pages`. Locations are JSON
 * pointers.
 */
export interface PagesDefinition {
  /** What leads to the next page: `byNumber`, `byOffset`, `byCursor`, `byAddress` or `byLink`. */
  readonly form: PageForm;
  /** The list of items; `""` is the whole body. */
  readonly items: string;
  /** The query parameter that takes the page number, the offset or the cursor. */
  readonly parameter?: string;
  /** The number of the first page, or the first offset. @default 1, or 0 for an offset */
  readonly first?: number;
  /** The next cursor or address; absent, null or empty on the last page. */
  readonly next?: string;
  /** A boolean: whether there is another page. */
  readonly more?: string;
  /** The number of pages. */
  readonly pageCount?: string;
  /** The number of items on all pages. */
  readonly total?: string;
  /** Where an item's key is: an item that occurs twice is returned once. */
  readonly key?: string;
  /** Whether the service may send an empty page before others. @default false: that throws */
  readonly emptyPages?: true;
  /** Query parameters that carry credentials; they are taken out of next addresses. */
  readonly queryCredentials?: readonly string[];
}

/** A page number, offset, cursor or address. */
export type Next = string | number;

/** One way from a page to the next. */
export interface PageForm {
  /** @throws UnexpectedResponseError for a page that came before */
  check?(listing: Listing, page: PageState): void;
  /**
   * What leads to the next page; undefined after the last.
   * @throws UnexpectedResponseError
   */
  find(listing: Listing, page: PageState): Next | undefined;
  /** Requests a page. */
  request<T>(listing: Listing, next: Next): ApiPromise<T>;
}

/** What all pages of one listing share. */
export interface Listing {
  readonly client: ServiceClient<object>;
  readonly operation: OperationDefinition;
  readonly definition: PagesDefinition;
  readonly args: object;
  readonly options: RequestOptions | undefined;
  readonly maxPages: number;
}

/** A page and what was read up to it. */
export interface PageState {
  readonly result: WithResponse<unknown>;
  readonly items: readonly unknown[];
  /** The items of the page before. */
  readonly before: readonly unknown[];
  /** Pages and items that were read, with this page. */
  readonly pageCount: number;
  readonly itemCount: number;
  /** What led to this page; undefined for the first. */
  readonly from: Next | undefined;
}

/** A listing's position: plain JSON without credentials. */
export interface SerializedPages {
  /** The version of this format. */
  readonly version: 1;
  /** The operation's id. */
  readonly operation: string;
  /** The base URL of the listing, which continues only there. */
  readonly origin: string;
  /** Arguments of the call. */
  readonly arguments: object;
  /** The next page: its number, offset, cursor or address. */
  readonly next: Next;
  /** Pages that were read. */
  readonly pages: number;
  /** Items that were read. */
  readonly items: number;
}
