import { valueAt } from "../internal/pointer.js";
import { callWith } from "./call-with.js";
import { pageError } from "./page.js";
import type { PageForm } from "./pages-definition.js";

const counted = (isPage: boolean): PageForm => ({
  request: callWith,
  check(listing, page) {
    if (page.items.length > 0 && JSON.stringify(page.items) === JSON.stringify(page.before))
      throw pageError(listing, page, "the items of the page before it");
  },
  find({ definition, args }, page) {
    const { parameter = "", more = "?", pageCount = "?", total = "?" } = definition;
    const { items, from } = page;
    const first = definition.first ?? (isPage ? 1 : 0);
    const current = Number(from ?? Reflect.get(args, parameter) ?? first);
    const next = current + (isPage ? 1 : items.length);
    const at = (pointer: string): unknown => valueAt(page.result.data, pointer);
    const flag = at(more);
    const end = at(isPage ? pageCount : total);
    // The total applies only to a listing that began with the first page.
    const sum = isPage && current === first + page.pageCount - 1 ? at(total) : undefined;
    let isMore = items.length > 0;
    if (typeof flag === "boolean") isMore = flag;
    else if (typeof end === "number") isMore = next - first < end;
    else if (typeof sum === "number") isMore = page.itemCount < sum;
    return isMore ? next : undefined;
  },
});

/** Pages have numbers. */
export const byNumber: PageForm = /* @__PURE__ */ counted(true);

/** Pages begin at an offset, counted in items. */
export const byOffset: PageForm = /* @__PURE__ */ counted(false);
