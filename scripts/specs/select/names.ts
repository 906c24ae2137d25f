import { takenTypes } from "../../generate/validate/collisions.js";
import { keysOfReference } from "../../common/json-pointer.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { pascal, wordsOf } from "../../common/words.js";
import type { VendorConfig } from "../vendor.js";
import type { Resolved } from "./resolve.js";

/** Names found in earlier rounds of one extraction. */
export class NameMemory {
  /** Names that two schemas would share, in lower case: each is named by its place instead. */
  readonly contested = new Set<string>();
  /** The name of a component, wherever it is referenced. */
  readonly #byIdentity = new Map<Json, { readonly name: string; readonly fixed: boolean }>();
  /** Names of components, in lower case, which no place can use. */
  readonly reserved = new Set<string>();
  #changed = false;

  /** Whether this round found anything new for the next one. */
  takeChanged(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  reserve(name: string): void {
    if (this.reserved.has(name.toLowerCase())) return;
    this.reserved.add(name.toLowerCase());
    this.#changed = true;
  }

  contest(name: string): void {
    if (this.contested.has(name.toLowerCase())) return;
    this.contested.add(name.toLowerCase());
    this.#changed = true;
  }

  /** @param fixed whether the name is from vendor.yaml or names.yaml, which take precedence */
  learn(identity: Json | undefined, name: string, fixed: boolean): void {
    if (!isObject(identity)) return;
    const known = this.#byIdentity.get(identity);
    const isUsable = known?.name !== undefined && !this.contested.has(known.name.toLowerCase());
    if (known?.fixed === true || (isUsable && !fixed)) return;
    this.#byIdentity.set(identity, { name, fixed });
    this.#changed ||= known?.name !== name;
  }

  nameOf(identity: Json | undefined): string | undefined {
    const known = identity === undefined ? undefined : this.#byIdentity.get(identity);
    if (known === undefined || known.fixed) return known?.name;
    return this.contested.has(known.name.toLowerCase()) ? undefined : known.name;
  }
}

/**
 * Names schemas: by vendor.yaml, by names.yaml (released), by the component or title, by the place.
 */
export class SchemaNames {
  /** Place to name, of every place that vendor.yaml doesn't name. */
  readonly assigned = new Map<string, string>();
  /** Names of vendor.yaml, which are never changed. */
  readonly #chosen: ReadonlySet<string>;
  /** Names of names.yaml. Where a released place is gone, another schema can have its name. */
  readonly #released: ReadonlySet<string>;
  readonly #owners = new Map<string, string>();
  readonly #used = new Set<string>();

  constructor(
    readonly vendor: VendorConfig,
    readonly memory: NameMemory,
  ) {
    this.#chosen = new Set(vendor.schemas.values());
    this.#released = new Set(vendor.released.values());
    const tags = vendor.operations.map(({ tag }) => `${tag}Api`);
    const inputs = vendor.operations.map(({ operationId }) => `${pascalOf(operationId)}Arguments`);
    for (const name of [...takenTypes, vendor.className, ...tags, ...inputs])
      this.#owners.set(name.toLowerCase(), "");
    for (const name of [...this.#released, ...this.#chosen])
      this.#owners.set(name.toLowerCase(), name);
  }

  /**
   * Two schemas of different shape have a name.
   * @returns whether the next round names them differently; if not, one of them has to be renamed now
   */
  contest(name: string): boolean {
    const isContested = this.memory.contested.has(name.toLowerCase());
    if (this.#chosen.has(name) || (this.#released.has(name) && isContested)) return false;
    this.memory.contest(name);
    return true;
  }

  /** vendor.yaml's name of the schema at a place. */
  override(place: string): string | undefined {
    const exact = this.vendor.schemas.get(place);
    if (exact !== undefined) {
      this.#used.add(place);
      return exact;
    }
    const status = /^[A-Za-z0-9]+\.(\d{3})$/.exec(place)?.[1];
    if (status === undefined) return undefined;
    for (const [pattern, name] of this.vendor.schemas) {
      if (!pattern.startsWith("*.")) continue;
      const codes = pattern.slice(2).split("|");
      if (!codes.some((code) => matchesStatus(code, status))) continue;
      this.#used.add(pattern);
      return name;
    }
    return undefined;
  }

  /**
   * The name of a schema that needs one.
   * @param outer its name where it contains itself: one without a reference is recognized only there
   */
  assign(place: string, { schema, identity, reference }: Resolved, outer?: string): string {
    const released = this.vendor.released.get(place);
    const itself = reference === undefined ? outer : undefined;
    const known = released ?? this.#known(identity) ?? itself;
    const name = known ?? this.#candidate(place, schema, reference);
    if (reference !== undefined) this.memory.learn(identity, name, released !== undefined);
    this.assigned.set(place, name);
    return name;
  }

  /** The name of a schema whose fixed name has another shape. */
  instead(place: string, { schema, reference }: Resolved): string {
    const name = this.#candidate(place, schema, reference);
    this.assigned.set(place, name);
    return name;
  }

  /** Places of vendor.yaml without a schema. */
  unused(): string[] {
    return [...this.vendor.schemas.keys()].filter((place) => !this.#used.has(place));
  }

  #known(identity: Json | undefined): string | undefined {
    const name = this.memory.nameOf(identity);
    // A schema whose fields vendor.yaml narrows is narrowed only where it is named.
    return name === undefined || this.vendor.fields.has(name) ? undefined : name;
  }

  #candidate(place: string, schema: JsonObject, reference: string | undefined): string {
    const title = typeof schema.title === "string" ? schema.title : "";
    for (const text of [reference === undefined ? "" : componentOf(reference), title]) {
      const words = pascalOf(text);
      const name = /^\d/.test(words) ? `Schema${words}` : words;
      if (!/^[A-Z]/.test(name) || name.length > MAX_NAME) continue;
      if (this.#owners.get(name.toLowerCase()) === OF_PLACE) this.memory.reserve(name);
      const free = this.#isFree(name) ? name : `${name}Model`;
      if (this.#isFree(free) && !this.memory.contested.has(name.toLowerCase()))
        return this.#take(free);
    }
    const made = pascalOf(wordsOfPlace(place));
    const numbered = Array.from({ length: 1000 }, (_, index) => `${made}${index + 2}`);
    const free = [made, `${made}Model`, ...numbered].find((name) => !this.#isTaken(name));
    this.#owners.set((free ?? made).toLowerCase(), OF_PLACE);
    return free ?? made;
  }

  /** Free, or used by the same candidate before; building it shows whether the shapes agree. */
  #isFree(name: string): boolean {
    const owner = this.#owners.get(name.toLowerCase());
    return owner === undefined || (owner === name && !this.#chosen.has(name));
  }

  #isTaken(name: string): boolean {
    const key = name.toLowerCase();
    const isReleased = this.#owners.get(key) === name && this.#released.has(name);
    const isOwned = this.#owners.has(key) && (!isReleased || this.#chosen.has(name));
    return isOwned || this.memory.contested.has(key) || this.memory.reserved.has(key);
  }

  #take(name: string): string {
    this.#owners.set(name.toLowerCase(), name);
    return name;
  }
}

/** The owner of a name that is derived from a place. */
const OF_PLACE = "@";
const MAX_NAME = 100;

const pascalOf = (text: string): string => pascal(wordsOf(text));

/** The name at the end of a reference, percent escapes decoded; of a file, without its extension. */
function componentOf(reference: string): string {
  const name = keysOfReference(reference).at(-1) ?? "";
  return (name.split("/").at(-1) ?? "").replace(/\.(ya?ml|json)$/i, "");
}

/** `CostsResult.quantity_unit` as `CostsResult quantity_unit`. */
function wordsOfPlace(place: string): string {
  return place
    .replace(/\[\]/g, " Item")
    .replace(/\{\}/g, " Value")
    .replace(/\.2\d\d\b/g, " Result")
    .replace(/\.(\d)/g, " Status$1");
}

/** `404` matches itself, `4XX` every status of its hundred. */
function matchesStatus(pattern: string, status: string): boolean {
  return pattern === status || (pattern.endsWith("XX") && status.startsWith(pattern.charAt(0)));
}
