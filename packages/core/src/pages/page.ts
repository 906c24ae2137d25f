import { resultDetails, type WithResponse } from "../client/api-promise.js";
import { UnexpectedResponseError } from "../errors.js";
import type { Listing, PageState, SerializedPages } from "./pages-definition.js";

/** One page of a listing. */
export interface Page<T, Item> extends WithResponse<T> {
  /** The items of this page, without those that an earlier page had. */
  readonly items: readonly Item[];
  /**
   * Requests the next page.
   * @returns undefined after the last page
   * @throws UnexpectedResponseError for a repeated cursor or page, an empty page before others, an
   * address of another origin, or more than `maxPages` pages
   */
  getNextPage(): Promise<Page<T, Item> | undefined>;
  /**
   * The listing's position after this page, for the option `resume` of the same method. Plain JSON
   * without credentials. Undefined after the last page.
   */
  serialize(): SerializedPages | undefined;
}

/** A page that can't be used, or doesn't lead to the next. */
export function pageError(
  { operation }: Listing,
  { result }: Pick<PageState, "result">,
  problem: string,
): UnexpectedResponseError {
  return new UnexpectedResponseError(`${operation.id}: the service sent a page with ${problem}`, {
    ...resultDetails(result),
    reason: "page",
  });
}
