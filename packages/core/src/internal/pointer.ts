/**
 * The value at a JSON pointer (RFC 6901).
 * @returns undefined if there is none
 */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (at, key) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, key)
          ? Reflect.get(at, key)
          : undefined,
      value,
    );
}

/** A field that an error form names: `message`, `error.message` or `errors.0`. */
export const fieldOf = (body: unknown, name: string): unknown =>
  name.split(".").reduce((at, key): unknown => Reflect.get(Object(at) as object, key), body);
