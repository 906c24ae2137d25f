import { type JsonObject, sameJson } from "../../common/json.js";
import { valueAt } from "../../common/json-pointer.js";
import { type Overlay, plainKeys } from "./overlay.js";

/**
 * Finds what an overlay removes from two extracts although it isn't the same in both: a change that the
 * contract doesn't show. Targets with wildcards or filters aren't compared.
 * @returns one line per action
 */
export function hiddenChanges(
  before: JsonObject | undefined,
  after: JsonObject,
  overlay: Overlay,
): string[] {
  if (before === undefined) return [];
  return overlay.actions.flatMap(({ target, remove }, index) => {
    const keys = remove === true ? plainKeys(target) : undefined;
    const [was, is] = [before, after].map((extract) => keys && valueAt(extract, keys));
    if (was === undefined || is === undefined || sameJson(was, is)) return [];
    return [`${overlay.at(index)}: ${target} changed, which this action removes: review it`];
  });
}
