import { ApiPromise, type WithResponse } from "../client/api-promise.js";
import type { RequestOptions } from "../client/options.js";
import type { ServiceClient } from "../client/service-client.js";
import { formatValue } from "../internal/format.js";
import { invalidArgument } from "../request/argument-schema.js";
import type { OperationDefinition } from "../request/operation.js";
import { readPage, requestPage, startOf, type Listing } from "./listing.js";
import type { Page } from "./page.js";
import type { PagesDefinition, SerializedPages } from "./pages-definition.js";

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
    return readPage<T, Item>(this.#listing, await this.withResponse(), startOf(this.#saved));
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
  // What isn't an object of options is refused by the call itself.
  const isPlain = maxPages === defaultMaxPages && resume === undefined;
  const listing: Listing = {
    ...{ client, operation, definition, args, maxPages },
    options: isPlain ? options : others,
  };
  const requestFirst = async (): Promise<WithResponse<T>> => {
    check(listing, resume);
    const first = resume
      ? requestPage<T>(listing, resume.next)
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
  const fields = Object(saved) as Partial<SerializedPages>;
  const expected = { version: 1, operation: operation.id, origin: client.baseUrl } as const;
  for (const [name, wanted] of Object.entries(expected)) {
    const found = fields[name as keyof typeof expected];
    const problem = `has ${name} ${formatValue(found)}; expected ${formatValue(wanted)}`;
    if (found !== wanted) throw fail("resume", problem);
  }
  if (typeof fields.next !== "string" && typeof fields.next !== "number")
    throw fail("resume", "has no next page; pass what serialize() of a page returned");
  for (const name of ["pages", "items"] as const)
    if (!Number.isSafeInteger(fields[name]))
      throw fail("resume", `has ${name} ${formatValue(fields[name])}; expected a whole number`);
  if (JSON.stringify(sorted(fields.arguments)) !== JSON.stringify(sorted(args)))
    throw fail("resume", "was saved with other arguments; pass the same");
}

const sorted = (args: unknown): unknown =>
  Object.entries(Object(args) as object)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
