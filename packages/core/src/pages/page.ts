import { resultDetails, type WithResponse } from "../client/api-promise.js";
import { UnexpectedResponseError } from "../errors.js";
import type { SerializedPages } from "./pages-definition.js";

/** One page of a listing. */
export interface Page<T, Item> extends WithResponse<T> {
  /** The items of this page, without those that an earlier page had. */
  readonly items: readonly Item[];
  /**
   * Requests the next page.
   * @returns undefined after the last page
   * @throws UnexpectedResponseError for a cursor or page that comes again, an empty page before others,
   * an address of another origin, or more than `maxPages` pages
   */
  getNextPage(): Promise<Page<T, Item> | undefined>;
  /**
   * Where the listing stands after this page, for the option `resume` of the same method. Plain JSON
   * without credentials. Undefined after the last page.
   */
  serialize(): SerializedPages | undefined;
}

/** A page that breaks the listing. */
export function pageError(
  operation: string,
  result: WithResponse<unknown>,
  problem: string,
  pointer?: string,
): UnexpectedResponseError {
  const details = resultDetails(result);
  return new UnexpectedResponseError(
    `${operation}: page answered ${details.status ?? result.response.status} ${problem}`,
    { ...details, reason: "page", pointer },
  );
}
