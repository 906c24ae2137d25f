/** How an operation returns a list in pages; generated from `x-billkit-pages`. Places are JSON pointers. */
export interface PagesDefinition {
  /**
   * What leads to the next page: a `page` number, an `offset` in items, a `cursor`, or an address in the
   * body (`next-url`) or in the `Link` header (`link`).
   */
  readonly form: "page" | "offset" | "cursor" | "next-url" | "link";
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
  /** The place in an item of what identifies it: an item that comes twice is returned once. */
  readonly key?: string;
  /** Whether the service may send an empty page before others. @default false: that throws */
  readonly emptyPages?: true;
  /** Query parameters that carry credentials; they are taken out of next addresses. */
  readonly queryCredentials?: readonly string[];
}

/** Where a listing stands: plain JSON without credentials. */
export interface SerializedPages {
  /** The version of this format. */
  readonly version: 1;
  /** The operation's id. */
  readonly operation: string;
  /** The base URL of the listing, which continues at no other. */
  readonly origin: string;
  /** Arguments of the call. */
  readonly arguments: object;
  /** The next page: its number, offset, cursor or address. */
  readonly next: string | number;
  /** Pages that were read. */
  readonly pages: number;
  /** Items that were read. */
  readonly items: number;
}
