import type { JsonObject } from "../../../common/json.js";
import { Cursor } from "../../../generate/contract/cursor.js";
import { normalize } from "../../../generate/contract/normalize.js";

const known = new Map<string, JsonObject>();

/**
 * A document in the form of a contract, whose operations contain parameters, bodies and responses.
 * Equal documents return the same object, which is then compiled once.
 */
export function inForm(document: JsonObject): JsonObject {
  const contract = normalize(Cursor.root(document, "test")).object();
  const text = JSON.stringify(contract);
  const same = known.get(text) ?? contract;
  known.set(text, same);
  return same;
}
