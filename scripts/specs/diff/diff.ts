import type { JsonObject } from "../../common/json.js";
import type { Diff } from "./change.js";
import { Comparison } from "./compare.js";
import { compareOperations } from "./operations.js";
import { Place } from "./place.js";
import { compareService } from "./service.js";
import { compareTypes } from "./types.js";

export type { Change, Diff, Level } from "./change.js";
export { renderMarkdown } from "./render-markdown.js";

/**
 * What is different for users of the package that is generated from a contract.
 * @param old a contract: an OpenAPI 3.1 document in the form of specs/<vendor>/openapi.yaml
 * @throws {UserError} when one holds a reference that leads nowhere or in a circle
 */
export function diffContracts(old: JsonObject, now: JsonObject): Diff {
  const comparison = new Comparison(Place.root(old), Place.root(now));
  compareService(comparison);
  compareOperations(comparison);
  compareTypes(comparison);
  return comparison.report.diff();
}
