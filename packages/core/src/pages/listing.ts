import type { ApiPromise, WithResponse } from "../client/api-promise.js";
import type { RequestOptions } from "../client/options.js";
import type { ServiceClient } from "../client/service-client.js";
import { formatValue } from "../internal/format.js";
import { valueAt } from "../internal/pointer.js";
import type { OperationDefinition } from "../request/operation.js";
import { nextLink } from "./link-header.js";
import { pageError, type Page } from "./page.js";
import { callAddress, nextAddress } from "./page-request.js";
import type { PagesDefinition, SerializedPages } from "./pages-definition.js";

/** What all pages of one listing share. */
export interface Listing {
  readonly client: ServiceClient<object>;
  readonly operation: OperationDefinition;
  readonly definition: PagesDefinition;
  readonly args: object;
  readonly options: RequestOptions | undefined;
  readonly maxPages: number;
}

/** What was read up to a page. */
interface Progress {
  readonly pages: number;
  readonly items: number;
  /** The page number, offset, cursor or address that led to the page. */
  readonly from: string | number | undefined;
  /** Cursors and addresses that were followed. */
  readonly seen: ReadonlySet<string | number>;
  /** Keys of the items, where the contract names one. */
  readonly keys: Set<unknown>;
  /** The items of the page before as JSON, where nothing else tells a repeated page. */
  readonly last: string | undefined;
}

export const startOf = (saved?: SerializedPages): Progress => ({
  pages: saved?.pages ?? 0,
  items: saved?.items ?? 0,
  from: saved?.next,
  seen: new Set(saved ? [saved.next] : []),
  keys: new Set(),
  last: undefined,
});

/** Requests the page that a number, offset, cursor or address leads to. */
export function requestPage<T>(listing: Listing, next: string | number): ApiPromise<T> {
  const { client, operation, definition, args, options } = listing;
  const { form, parameter = "" } = definition;
  if (form === "next-url" || form === "link")
    return callAddress(client, operation, String(next), options);
  const type = operation.parameters[parameter]?.type;
  const isNumber = type === "integer" || type === "number";
  const value = isNumber ? Number(next) : type === "string" ? String(next) : next;
  return client.call(operation, { ...args, [parameter]: value }, options);
}

/** Reads a page. @throws UnexpectedResponseError if it has no list, repeats the page before, or is empty too early */
export function readPage<T, Item>(
  listing: Listing,
  result: WithResponse<T>,
  before: Progress,
): Page<T, Item> {
  const { operation, definition, options } = listing;
  const { id } = operation;
  const found = valueAt(result.data, definition.items) ?? [];
  if (!Array.isArray(found)) {
    throw pageError(id, result, `with ${formatValue(found)} instead of a list`, definition.items);
  }
  const items = found as readonly Item[];
  const isCounted = definition.form === "page" || definition.form === "offset";
  const text = isCounted && items.length > 0 ? JSON.stringify(items) : undefined;
  if (text !== undefined && text === before.last)
    throw pageError(id, result, "with the page before it again", definition.items);
  const fresh = items.filter((item) => isNew(item, definition.key, before.keys));
  const progress: Progress = {
    ...before,
    pages: before.pages + 1,
    items: before.items + items.length,
    last: text,
  };
  // Once: reading it again must not find its own cursor among those seen.
  let next: { readonly value: string | number | undefined } | undefined;
  const nextOf = (): string | number | undefined =>
    (next ??= { value: findNext(listing, result, progress, items.length) }).value;
  return {
    data: result.data,
    get response() {
      return result.response;
    },
    requestId: result.requestId,
    items: fresh,
    serialize: () => {
      const value = nextOf();
      return value === undefined ? undefined : savedAt(listing, value, progress);
    },
    getNextPage: async () => {
      const value = nextOf();
      if (value === undefined) return undefined;
      options?.signal?.throwIfAborted();
      if (progress.pages >= listing.maxPages)
        throw pageError(id, result, `as page ${listing.maxPages} of more (maxPages)`);
      const seen = new Set([...progress.seen, value]);
      const answer = await requestPage<T>(listing, value).withResponse();
      return readPage<T, Item>(listing, answer, { ...progress, from: value, seen });
    },
  };
}

function savedAt(
  { client, operation, args }: Listing,
  next: string | number,
  { pages, items }: Progress,
): SerializedPages {
  return {
    version: 1,
    operation: operation.id,
    origin: client.baseUrl,
    arguments: { ...args },
    next,
    pages,
    items,
  };
}

function isNew(item: unknown, key: string | undefined, keys: Set<unknown>): boolean {
  const value = key === undefined ? undefined : valueAt(item, key);
  if (value === undefined || value === null) return true;
  if (keys.has(value)) return false;
  keys.add(value);
  return true;
}

/** What leads to the next page; undefined after the last. */
function findNext(
  listing: Listing,
  result: WithResponse<unknown>,
  progress: Progress,
  count: number,
): string | number | undefined {
  const { operation, definition } = listing;
  const { form, emptyPages } = definition;
  const isCounted = form === "page" || form === "offset";
  const next = isCounted ? nextNumber(listing, result, progress, count) : nextText(listing, result);
  if (next === undefined) return undefined;
  if (count === 0 && !emptyPages)
    throw pageError(operation.id, result, "with an empty page before the last", definition.items);
  if (progress.seen.has(next)) {
    throw pageError(
      operation.id,
      result,
      `with a ${form === "cursor" ? "cursor" : "next page"} that it sent before`,
      definition.next,
    );
  }
  return next;
}

function nextNumber(
  { definition, args }: Listing,
  { data }: WithResponse<unknown>,
  { items, pages, from }: Progress,
  count: number,
): number | undefined {
  const { form, parameter = "", more, pageCount, total } = definition;
  const isPage = form === "page";
  const start = definition.first ?? (isPage ? 1 : 0);
  const current = Number(from ?? Reflect.get(args, parameter) ?? start);
  const next = current + (isPage ? 1 : count);
  const at = (pointer: string | undefined): unknown =>
    pointer === undefined ? undefined : valueAt(data, pointer);
  const flag = at(more);
  const known = at(isPage ? pageCount : total);
  // The total says something only of a listing that began with the first page.
  const sum = isPage && current === start + pages - 1 ? at(total) : undefined;
  const isMore =
    typeof flag === "boolean"
      ? flag
      : typeof known === "number"
        ? next - start < known
        : typeof sum === "number"
          ? items < sum
          : count > 0;
  return isMore ? next : undefined;
}

function nextText(listing: Listing, result: WithResponse<unknown>): string | number | undefined {
  const { client, operation, definition } = listing;
  const { form, next = "", more } = definition;
  const fail = (problem: string): Error => pageError(operation.id, result, problem, next);
  const found: unknown =
    form === "link" ? nextLink(result.response.headers.get("link")) : valueAt(result.data, next);
  const flag = more === undefined ? undefined : valueAt(result.data, more);
  if (flag === false) return undefined;
  const isNone = found === undefined || found === null || found === "";
  if (isNone && flag === true) throw fail(`with more pages (${more ?? ""}) but no ${form}`);
  if (isNone) return undefined;
  if (form === "cursor") {
    if (typeof found === "string" || typeof found === "number") return found;
    throw fail(`with ${formatValue(found)} as cursor`);
  }
  if (typeof found !== "string") throw fail(`with ${formatValue(found)} as next address`);
  const address = nextAddress(found, `${client.baseUrl}/`, definition.queryCredentials ?? []);
  if (address !== undefined) return address;
  const { origin } = new URL(client.baseUrl);
  const target = URL.canParse(found, client.baseUrl)
    ? `to ${new URL(found, client.baseUrl).origin}, not followed: the credential is for ${origin} only`
    : "that can't be parsed";
  throw fail(`with a next address ${target}`);
}
