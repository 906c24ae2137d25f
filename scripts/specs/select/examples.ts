import {
  byCodePoint,
  hasType,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  typeOf,
} from "../../common/json.js";
import { COMPOSITIONS } from "./shapes.js";
import type { Hoister } from "./hoist.js";

/** A field whose example doesn't match its declared type. */
export interface Contradiction {
  /** Such as `UsageRecord.price`. */
  readonly place: string;
  readonly declared: string;
  /** The type of the example, as in a schema. */
  readonly shown: string;
}

const MAX_VALUES = 10_000;

/**
 * Compares the vendor's examples with its schemas, by type alone.
 * @returns one entry per place and type, in order of place
 */
export function exampleContradictions({ schemas, examples }: Hoister): Contradiction[] {
  const found = new Map<string, Contradiction>();
  let values = 0;
  const compare = (value: Json, schema: JsonObject, place: string): void => {
    values += 1;
    if (values > MAX_VALUES) return;
    const name = /^#\/components\/schemas\/(.+)$/.exec(textAt(schema, "$ref"))?.[1];
    if (name !== undefined) {
      compare(value, schemas.get(name) ?? {}, name);
      return;
    }
    for (const key of COMPOSITIONS) {
      // A choice of one is that one, so that the other is null.
      const [only, second] = listAt(schema, key)
        .filter(isObject)
        .filter((part) => part.type !== "null");
      if (only && !second && value !== null) compare(value, only, place);
    }
    const types = [schema.type ?? []].flat().filter((type) => typeof type === "string");
    const shown = typeOf(value);
    if (types.length > 0 && !hasType(value, types) && value !== "") {
      const declared = types.join(" or ");
      found.set(`${place} ${shown}`, { place, declared, shown });
      return;
    }
    if (Array.isArray(value)) {
      const { items } = schema;
      if (isObject(items)) for (const item of value) compare(item, items, `${place}[]`);
    } else if (isObject(value)) {
      for (const [key, field] of Object.entries(objectAt(schema, "properties")))
        if (Object.hasOwn(value, key) && isObject(field))
          compare(value[key] ?? null, field, `${place}.${key}`);
    }
  };
  for (const { place, value, schema } of examples) compare(value, schema, place);
  return [...found.values()].sort((a, b) => byCodePoint(a.place, b.place));
}
