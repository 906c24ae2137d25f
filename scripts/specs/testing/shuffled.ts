import { isObject, type Json } from "../../common/json.js";

/** The same value with the keys of every object in another order. */
export function shuffled(value: Json, seed: number): Json {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (!isObject(value)) return value;
  const rank = (key: string): number =>
    Array.from(key).reduce(
      (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193),
      seed,
    );
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b));
  return Object.fromEntries(keys.map((key) => [key, shuffled(value[key] ?? null, seed)]));
}
