import { isObject, type JsonObject, textAt } from "../../common/json.js";
import { type ContractNode, nodesOf } from "../select/grammar.js";

/** A description may use names such as `constructor`. */
const tableOf = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(texts));

/** What a status means for every HTTP API. The overlay's own text goes first. */
const STATUSES = tableOf({
  "400": "The request is invalid.",
  "401": "The credential is missing or invalid.",
  "403": "The credential lacks a permission that the operation requires.",
  "404": "The resource doesn't exist.",
  "409": "The request conflicts with the resource's current state.",
  "429": "Too many requests.",
  "4XX": "The request failed.",
  "5XX": "The service failed.",
});

/** What parameters and fields that page through a list mean. */
const PAGING = tableOf({
  after: "Cursor: the page starts after this item.",
  before: "Cursor: the page ends before this item.",
  cursor: "Cursor of the page.",
  has_more: "Whether there are more pages.",
  limit: "Maximum number of items in a page.",
  next_cursor: "Cursor of the next page.",
  next_page: "The next page.",
  next_page_token: "Token of the next page.",
  next_page_uri: "Address of the next page.",
  offset: "Number of items to skip.",
  page: "Number of the page.",
  page_number: "Number of the page.",
  page_size: "Maximum number of items in a page.",
  page_token: "Token of the page, from the page before.",
  per_page: "Maximum number of items in a page.",
  previous_page_uri: "Address of the page before.",
  total_count: "Number of items on all pages.",
  total_pages: "Number of pages.",
});

/** What the headers that report a rate limit mean. */
const RATE_LIMITS = tableOf({
  "ratelimit-limit": "Number of requests that the current window allows.",
  "ratelimit-remaining": "Number of requests left in the current window.",
  "ratelimit-reset": "When the current window ends.",
  "retry-after": "How long to wait before the next request.",
});

/** Describes a contract's undescribed statuses, page fields and rate-limit headers, in place. */
export function addSharedTexts(contract: JsonObject): void {
  for (const each of nodesOf(contract)) {
    const { node } = each;
    const text = isObject(node) && !textAt(node, "description").trim() ? textFor(each) : undefined;
    if (isObject(node) && text !== undefined) node.description = text;
  }
}

/** By status, by the name of a header or parameter, or of a field of a component. */
function textFor({ kind, path, isNamed }: ContractNode): string | undefined {
  const name = path.at(-1) ?? "";
  if (kind === "response") return STATUSES.get(/^5\d\d$/.test(name) ? "5XX" : name);
  if (kind === "parameter" && isNamed)
    return RATE_LIMITS.get(name.toLowerCase().replace(/^x-/, ""));
  const isField = kind === "schema" && path.length === 5 && path[3] === "properties";
  if (kind !== "parameter" && !isField) return undefined;
  return PAGING.get(name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase());
}
