import { WireNumber, type Wire } from "./json.js";

/** An item of a list. */
export type Item = Pick<Place, "pointer" | "value">;

/** A value in a body and its location. */
export interface Place {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly value: Wire;
  /** The list items that contain the value, outermost first. */
  readonly items: readonly Item[];
}

const unescape = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");
const tokensOf = (pointer: string): string[] => pointer.split("/").slice(1);

function member(value: Wire | undefined, token: string): Wire | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(token) ? value[Number(token)] : undefined;
  if (value instanceof WireNumber || typeof value !== "object" || value === null) return undefined;
  const name = unescape(token);
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at a JSON Pointer; undefined if there is none. */
export function valueAt(value: Wire | undefined, pointer: string): Wire | undefined {
  return tokensOf(pointer).reduce(member, value);
}

/** All locations that a pointer with `*` for list items matches, in order. */
export function placesAt(body: Wire, pointer: string): Place[] {
  let places: Place[] = [{ pointer: "", value: body, items: [] }];
  for (const token of tokensOf(pointer)) {
    places = places.flatMap(({ pointer: at, value, items }) => {
      if (token === "*") {
        const list = Array.isArray(value) ? value : [];
        return list.map((value, index) => {
          const item = { pointer: `${at}/${index}`, value };
          return { ...item, items: [...items, item] };
        });
      }
      const found = member(value, token);
      return found === undefined ? [] : [{ pointer: `${at}/${token}`, value: found, items }];
    });
  }
  return places;
}
