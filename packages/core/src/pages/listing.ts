import { linkResult, type WithResponse } from "../client/api-promise.js";
import { formatValue } from "../internal/format.js";
import { valueAt } from "../internal/pointer.js";
import { pageError, type Page } from "./page.js";
import type { Listing, Next, PageState, SerializedPages } from "./pages-definition.js";

/** What was read before a page. */
interface Before {
  readonly state?: PageState;
  readonly from?: Next | undefined;
  readonly pages: number;
  readonly items: number;
  /** What was followed. */
  readonly seen: ReadonlySet<Next | undefined>;
  /** Where the contract names a key: the number of the first page with each key. */
  readonly keys: Map<unknown, number>;
}

/** Reads the first page, or the one after a saved one. */
export function readFirst<T, Item>(
  listing: Listing,
  result: WithResponse<T>,
  saved: SerializedPages | undefined,
): Page<T, Item> {
  const { next, pages = 0, items = 0 } = saved ?? {};
  const seen = new Set([next]);
  return readPage(listing, result, { from: next, pages, items, seen, keys: new Map() });
}

/** @throws UnexpectedResponseError if it has no list */
function readPage<T, Item>(
  listing: Listing,
  result: WithResponse<T>,
  before: Before,
): Page<T, Item> {
  const { client, operation, definition, args, options, maxPages } = listing;
  const { form, key, emptyPages } = definition;
  const { seen, keys } = before;
  const list = valueAt(result.data, definition.items) ?? [];
  if (!Array.isArray(list))
    throw pageError(
      listing,
      { result },
      `${formatValue(list)} at ${definition.items}; expected a list`,
    );
  const items = list as readonly Item[];
  const state: PageState = {
    result,
    items,
    before: before.state?.items ?? [],
    pageCount: before.pages + 1,
    itemCount: before.items + items.length,
    from: before.from,
  };
  form.check?.(listing, state);
  const next = (): Next | undefined => {
    const found = form.find(listing, state);
    const problem =
      !items.length && !emptyPages
        ? "no items, but another page after it"
        : seen.has(found) && "the cursor or address of an earlier page";
    if (found !== undefined && problem) throw pageError(listing, state, problem);
    return found;
  };
  const page: Page<T, Item> = {
    data: result.data,
    get response() {
      return result.response;
    },
    requestId: result.requestId,
    items: key === undefined ? items : unique(items, key, keys, state.pageCount),
    serialize() {
      const found = next();
      return found === undefined
        ? undefined
        : {
            version: 1,
            operation: operation.id,
            origin: client.baseUrl,
            arguments: { ...args },
            next: found,
            pages: state.pageCount,
            items: state.itemCount,
          };
    },
    async getNextPage() {
      const found = next();
      if (found === undefined) return undefined;
      options?.signal?.throwIfAborted();
      if (state.pageCount >= maxPages)
        throw pageError(
          listing,
          state,
          `others after it, past the limit of ${maxPages} (maxPages)`,
        );
      return readPage<T, Item>(listing, await form.request<T>(listing, found).withResponse(), {
        state,
        from: found,
        pages: state.pageCount,
        items: state.itemCount,
        seen: new Set([...seen, found]),
        keys,
      });
    },
  };
  return linkResult(page, result);
}

/** The items whose key no earlier page has, each key once. An item without one always counts. */
function unique<Item>(
  items: readonly Item[],
  key: string,
  keys: Map<unknown, number>,
  page: number,
): readonly Item[] {
  const own = new Set<unknown>();
  return items.filter((item) => {
    const value = valueAt(item, key) ?? undefined;
    if (value === undefined) return true;
    // By page: one that is read again has the same items.
    if (own.has(value) || (keys.get(value) ?? page) < page) return false;
    own.add(value);
    keys.set(value, page);
    return true;
  });
}
