import { ApiPromise, type WithResponse } from "../client/api-promise.js";
import type { RequestOptions } from "../client/options.js";
import type { ServiceClient } from "../client/service-client.js";
import { formatValue } from "../internal/format.js";
import { invalidArgument } from "../request/argument-schema.js";
import type { OperationDefinition } from "../request/operation.js";
import { readFirst } from "./listing.js";
import type { Page } from "./page.js";
import type { Listing, PagesDefinition, SerializedPages } from "./pages-definition.js";

const defaultMaxPages = 1000;

/** Options of a method that returns pages. Each request has the time limits of one call. */
export interface PageOptions extends RequestOptions {
  /** The most pages that one listing reads; if there are more, it throws. @default 1000 */
  readonly maxPages?: number | undefined;
  /** Continues where `serialize()` of a page left off, with the same arguments. */
  readonly resume?: SerializedPages | undefined;
}

/**
 * A promise of the first page's data. `for await` over it yields the items of all pages, each once;
 * over `pages()`, the pages.
 */
export class PagePromise<T, Item> extends ApiPromise<T> implements AsyncIterable<Item> {
  readonly #listing: Listing;
  readonly #saved: SerializedPages | undefined;

  /** @internal */
  constructor(
    first: Promise<WithResponse<T>>,
    listing: Listing,
    saved: SerializedPages | undefined,
  ) {
    super(first.then((result) => () => result));
    this.#listing = listing;
    this.#saved = saved;
  }

  /** The first page. */
  async firstPage(): Promise<Page<T, Item>> {
    return readFirst<T, Item>(this.#listing, await this.withResponse(), this.#saved);
  }

  /** Yields the pages, each requested when it is needed. */
  async *pages(): AsyncGenerator<Page<T, Item>, void, undefined> {
    let page: Page<T, Item> | undefined = await this.firstPage();
    while (page) {
      yield page;
      page = await page.getNextPage();
    }
  }

  /** Yields the items of all pages. An error comes after the items of the pages before it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const { options } = this.#listing;
    for await (const { items } of this.pages()) {
      for (const item of items) {
        options?.signal?.throwIfAborted();
        yield item;
      }
    }
  }
}

/**
 * Calls an operation that returns pages, for generated code. The first request starts at once.
 * @throws InvalidRequestError (as a rejection) for an invalid option, or a saved listing of another
 * operation, origin or other arguments
 */
export function callPages<T, Item, Paths extends object>(
  client: ServiceClient<Paths>,
  operation: OperationDefinition,
  definition: PagesDefinition,
  args: object = {},
  options?: PageOptions,
): PagePromise<T, Item> {
  const { maxPages = defaultMaxPages, resume, ...others } = options ?? {};
  // The call itself rejects anything that isn't an options object.
  const isPlain = maxPages === defaultMaxPages && resume === undefined;
  const listing: Listing = {
    ...{ client, operation, definition, args, maxPages },
    options: isPlain ? options : others,
  };
  const requestFirst = async (): Promise<WithResponse<T>> => {
    check(listing, resume);
    const first = resume
      ? definition.form.request<T>(listing, resume.next)
      : client.call<T>(operation, args, listing.options);
    return first.withResponse();
  };
  return new PagePromise<T, Item>(requestFirst(), listing, resume);
}

/** JavaScript callers can pass anything. */
function check({ client, operation, args, maxPages }: Listing, saved: unknown): void {
  const fail = (option: string, problem: string): Error =>
    invalidArgument(operation.id, option, problem);
  if (!(Number.isInteger(maxPages) && maxPages >= 1))
    throw fail("maxPages", `is ${formatValue(maxPages)}; allowed: a whole number from 1`);
  if (saved === undefined) return;
  const fields = Object(saved) as SerializedPages;
  const wanted = { version: 1, operation: operation.id, origin: client.baseUrl, arguments: args };
  for (const [name, value] of Object.entries(wanted)) {
    if (sorted(fields[name as keyof typeof wanted]) !== sorted(value))
      throw fail("resume", `was saved with different ${name}; pass what serialize() returned`);
  }
  const { next, pages, items } = fields;
  const isNext = typeof next === "string" || typeof next === "number";
  if (!isNext || !Number.isSafeInteger(pages) || !Number.isSafeInteger(items))
    throw fail("resume", "isn't complete; pass what serialize() returned");
}

/** As JSON, whatever the order of its fields. */
const sorted = (value: unknown): string =>
  JSON.stringify(
    Object(value) === value
      ? Object.entries(value as object)
          .filter(([, member]) => member !== undefined)
          .sort()
      : value,
  );
