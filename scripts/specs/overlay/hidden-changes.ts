import { isObject, type Json, type JsonObject, own, sameJson } from "../../common/json.js";
import type { Overlay } from "./overlay.js";

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
    const [was, is] = [valueAt(before, target), valueAt(after, target)];
    if (remove !== true || was === undefined || is === undefined || sameJson(was, is)) return [];
    return [`${overlay.at(index)}: ${target} changed, which this action removes: review it`];
  });
}

/** The value at a plain path, such as `$.components.schemas.Bill.properties['$ref']`. */
function valueAt(document: JsonObject, target: string): Json | undefined {
  const keys = [...target.matchAll(/\.(\w+)|\['([^']*)'\]/g)];
  if (`$${keys.map(([key]) => key).join("")}` !== target) return undefined;
  return keys.reduce<Json | undefined>(
    (value, [, name, quoted]) => (isObject(value) ? own(value, name ?? quoted ?? "") : undefined),
    document,
  );
}
