import { formatValue } from "../internal/format.js";
import { callWith } from "./call-with.js";
import { nextOf } from "./next-of.js";
import { pageError } from "./page.js";
import type { PageForm } from "./pages-definition.js";

/** Each page contains the cursor of the next. */
export const byCursor: PageForm = {
  request: callWith,
  find(listing, page) {
    const cursor = nextOf(listing, page);
    if (cursor === undefined || typeof cursor === "string" || typeof cursor === "number")
      return cursor;
    throw pageError(listing, page, `${formatValue(cursor)} as cursor`);
  },
};
