import type { ApiPromise } from "../client/api-promise.js";
import { formatValue } from "../internal/format.js";
import { invalidArgument } from "../request/argument-schema.js";
import { nextOf } from "./next-of.js";
import { pageError } from "./page.js";
import type { Listing, Next, PageForm, PageState } from "./pages-definition.js";

/** Calls the operation at an address that the service has sent. */
function callAddress<T>({ client, operation, args, options }: Listing, next: Next): ApiPromise<T> {
  const url = String(next);
  // One from a response is valid; a saved one can be anything.
  if (URL.canParse(url)) return client.call(operation, args, options, url);
  throw invalidArgument(operation.id, "resume", "has no address; pass what serialize() returned");
}

/**
 * The address, absolute, without user name, password and credentials.
 * @throws UnexpectedResponseError if it has another origin: the credential would go there
 */
function checkAddress(listing: Listing, page: PageState, found: unknown): string | undefined {
  const { client, definition } = listing;
  if (found === undefined) return undefined;
  if (typeof found !== "string" || !URL.canParse(found, client.baseUrl))
    throw pageError(listing, page, `${formatValue(found)} as next address`);
  const url = new URL(found, client.baseUrl);
  const { origin } = new URL(client.baseUrl);
  if (url.origin !== origin) {
    const target = `a next address of ${url.origin}, not followed: the credential is for ${origin} only`;
    throw pageError(listing, page, target);
  }
  url.username = url.password = url.hash = "";
  for (const name of definition.queryCredentials ?? []) url.searchParams.delete(name);
  return url.href;
}

/** Each page contains the address of the next. */
export const byAddress: PageForm = {
  request: callAddress,
  find: (listing, page) => checkAddress(listing, page, nextOf(listing, page)),
};

/** The `Link` header (RFC 8288) has the address of the next page. */
export const byLink: PageForm = {
  request: callAddress,
  find: (listing, page) =>
    checkAddress(listing, page, nextLink(page.result.response.headers.get("link"))),
};

function nextLink(header: string | null): string | undefined {
  // An address can contain a comma too.
  for (const link of (header ?? "").split(/,\s*(?=<)/)) {
    const [, address, parameters = ""] = /^\s*<([^>]*)>(.*)$/s.exec(link) ?? [];
    const [, quoted, token] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
    const relations = (quoted ?? token ?? "").toLowerCase().split(/\s+/);
    if (relations.includes("next")) return address;
  }
  return undefined;
}
