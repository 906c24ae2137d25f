import { isObject, type Json, type JsonObject, own } from "../../common/json.js";
import { inOrder } from "../select/order.js";
import { applyAction, type Overlay } from "../overlay/overlay.js";

const PROSE: ReadonlySet<string> = new Set(["description", "summary"]);

/**
 * Extract + overlay, as far as it goes: what an action was written for may have gone or changed in
 * one of two versions. Then it brings nothing back and hides nothing, so that the change shows.
 */
export async function applyLeniently(extract: JsonObject, overlay: Overlay): Promise<JsonObject> {
  let document = extract;
  for (const action of overlay.actions) {
    const { result, used } = await applyAction(JSON.stringify(document), action);
    if (!used) continue;
    document = action.remove === true ? result : (onlyAdded(document, result) as JsonObject);
  }
  return inOrder(document);
}

/** The result of an update without what it replaces, and what it describes that is not there. */
function onlyAdded(before: Json | undefined, after: Json): Json | undefined {
  if (Array.isArray(after)) {
    const items = Array.isArray(before) ? before : [];
    return after.map((item, index) => onlyAdded(items[index], item) ?? item);
  }
  if (!isObject(after)) return before ?? after;
  const keys = Object.keys(after);
  if (before === undefined && keys.length > 0 && keys.every((key) => PROSE.has(key))) {
    return undefined;
  }
  const kept = keys.flatMap((key): [string, Json][] => {
    const known = isObject(before) ? own(before, key) : undefined;
    const value = own(after, key);
    if (value === undefined) return [];
    const merged = PROSE.has(key) ? value : onlyAdded(known, value);
    return merged === undefined ? [] : [[key, merged]];
  });
  return Object.fromEntries(kept);
}
