import type { Json, JsonObject } from "./json.js";

/** A key as a JSON pointer (RFC 6901) spells it. */
export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The key that a part of a JSON pointer spells. */
export function unescapeKey(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** `["a", "b/c"]` → `/a/b~1c`. */
export function pointerTo(keys: readonly string[]): string {
  return keys.map((key) => `/${escapeKey(key)}`).join("");
}

/** `/a/b~1c` → `["a", "b/c"]`; anything before the first slash is ignored. */
export function keysOf(pointer: string): string[] {
  return pointer.split("/").slice(1).map(unescapeKey);
}

/** The keys of a local `$ref`: `#/a%20b` → `["a b"]`. Invalid percent-encoding stays unchanged. */
export function keysOfReference(reference: string): string[] {
  return reference
    .split("/")
    .slice(1)
    .map((part) => unescapeKey(decode(part)));
}

/** The value that keys lead to, if there is one. */
export function valueAt(value: Json | undefined, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((node, key) => {
    const isThere = typeof node === "object" && node !== null && Object.hasOwn(node, key);
    return isThere ? (node as JsonObject)[key] : undefined;
  }, value);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
