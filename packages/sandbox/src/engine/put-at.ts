import { isObject, type Json, type JsonObject } from "./json.js";

/**
 * A copy of `json` with a value at a JSON pointer; missing parts are created. `*` is every entry of a
 * list, which gets one if it is empty.
 */
export function putAt(json: Json | undefined, pointer: string, value: Json): Json {
  const [, key, ...rest] = pointer.split("/");
  if (key === undefined) return value;
  const deeper = rest.map((part) => `/${part}`).join("");
  if (key === "*") {
    const entries: readonly Json[] = Array.isArray(json) && json.length > 0 ? json : [{}];
    return entries.map((each) => putAt(each, deeper, value));
  }
  const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
  const object: JsonObject = isObject(json) ? json : {};
  return { ...object, [name]: putAt(object[name], deeper, value) };
}
