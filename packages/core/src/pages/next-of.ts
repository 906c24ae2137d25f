import { valueAt } from "../internal/pointer.js";
import { pageError } from "./page.js";
import type { Listing, PageState } from "./pages-definition.js";

/** The cursor or address in the body, whatever it is; undefined if the service reports that there is none. */
export function nextOf(listing: Listing, page: PageState): unknown {
  const { next = "", more = "?" } = listing.definition;
  const { data } = page.result;
  const flag = valueAt(data, more);
  const found = flag === false ? undefined : (valueAt(data, next) ?? "");
  if (found !== "") return found;
  if (flag === true) throw pageError(listing, page, `more to come, but nothing at ${next}`);
  return undefined;
}
