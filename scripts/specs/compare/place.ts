import { keysOfReference, pointerTo } from "../../common/json-pointer.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";

const MAX_DEPTH = 300;

/** A part of a document, and its place. */
export class Place {
  /**
   * @param view tells apart places at one pointer of which not all keys count
   * @param origin the document's own value here
   */
  constructor(
    readonly document: JsonObject,
    readonly path: readonly string[],
    readonly value: Json,
    readonly view = "",
    readonly origin: Json = value,
  ) {
    if (path.length > MAX_DEPTH)
      throw new UserError(`${this.pointer}: is nested more than ${MAX_DEPTH} levels deep`);
  }

  static root(document: JsonObject): Place {
    return new Place(document, [], document);
  }

  /** As a JSON pointer (RFC 6901). */
  get pointer(): string {
    return pointerTo(this.path);
  }

  get key(): string {
    return this.path.at(-1) ?? "";
  }

  get object(): JsonObject {
    return isObject(this.value) ? this.value : {};
  }

  get(key: string): Place | undefined {
    const parent = this.value;
    if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, key))
      return undefined;
    const value = (parent as JsonObject)[key];
    return value === undefined ? undefined : new Place(this.document, [...this.path, key], value);
  }

  /** The place under `key`, or this one if there is none. */
  near(key: string): Place {
    return this.get(key) ?? this;
  }

  /** The place under `key`, if there is one, as a list. */
  optional(key: string): Place[] {
    return [this.get(key) ?? []].flat();
  }

  text(key: string): string {
    const value = this.get(key)?.value;
    return typeof value === "string" ? value : "";
  }

  /** The members of an object, or of the one under `key`, by name. */
  members(key?: string): Map<string, Place> {
    const parent = key === undefined ? this : this.get(key);
    const names = Object.keys(parent?.object ?? {}).sort();
    const places = names.flatMap((name) => parent?.get(name) ?? []);
    return new Map(places.map((place) => [place.key, place]));
  }

  /** The items of a list, or of the one under `key`. */
  items(key?: string): Place[] {
    const list = key === undefined ? this : this.get(key);
    if (!Array.isArray(list?.value)) return [];
    return list.value.flatMap((_, index) => list.get(`${index}`) ?? []);
  }

  /** The same place without some of its keys. */
  without(keys: ReadonlySet<string>): Place {
    const rest = Object.entries(this.object).filter(([key]) => !keys.has(key));
    return new Place(this.document, this.path, Object.fromEntries(rest), "rest", this.origin);
  }

  /** Another value at this place. */
  here(value: Json): Place {
    return new Place(this.document, this.path, value, JSON.stringify(value));
  }

  /**
   * The target of a `$ref` here, if there is one.
   * @throws {UserError} when it leads out of the document or nowhere
   */
  target(): Place | undefined {
    const reference = this.object.$ref;
    if (typeof reference !== "string") return undefined;
    if (reference !== "#" && !reference.startsWith("#/"))
      throw new UserError(`${this.pointer}: $ref ${reference} leads out of the document`);
    let place: Place | undefined = Place.root(this.document);
    for (const key of keysOfReference(reference)) place = place?.get(key);
    if (!place) throw new UserError(`${this.pointer}: $ref ${reference} leads nowhere`);
    return place;
  }

  /** This place, or the end of its chain of `$ref`s. */
  resolve(seen: readonly string[] = []): Place {
    const next = this.target();
    if (!next) return this;
    if (seen.includes(next.pointer))
      throw new UserError(`${this.pointer}: its $ref leads in a circle`);
    return next.resolve([...seen, next.pointer]);
  }
}
