import { oneLine, UserError } from "../../common/user-error.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { keysOf, pointerTo } from "../../common/json-pointer.js";

/** A contract, and the data to locate its parts in the file. */
export interface Source {
  /** The file's name in messages: its path from the repository's root. */
  readonly file: string;
  readonly document: Json;
  lineOf(pointer: readonly string[]): number | undefined;
}

/** A place in a contract: reads its value, or reports what is wrong with file, line and JSON pointer. */
export class Cursor {
  constructor(
    readonly source: Source,
    readonly pointer: readonly string[],
    readonly value: Json | undefined,
  ) {}

  /** A whole document, by default one that isn't read from a file with lines. */
  static root(document: Json, file = "", lineOf: Source["lineOf"] = () => undefined): Cursor {
    return new Cursor({ file, document, lineOf }, [], document);
  }

  get key(): string {
    return this.pointer.at(-1) ?? "";
  }

  get(key: string): Cursor {
    const own = isObject(this.value) && Object.hasOwn(this.value, key);
    const inList = Array.isArray(this.value) ? this.value[Number(key)] : undefined;
    const child = own && isObject(this.value) ? this.value[key] : inList;
    return new Cursor(this.source, [...this.pointer, key], child);
  }

  /** The place to which keys lead from here. */
  at(keys: readonly string[]): Cursor {
    return keys.reduce<Cursor>((place, key) => place.get(key), this);
  }

  /** The member of that name, if there is one. */
  find(key: string): Cursor | undefined {
    const child = this.get(key);
    return child.value === undefined ? undefined : child;
  }

  entries(): Cursor[] {
    return Object.keys(this.object()).map((key) => this.get(key));
  }

  items(): Cursor[] {
    if (!Array.isArray(this.value)) return this.fail("must be a list");
    return this.value.map((_, index) => this.get(String(index)));
  }

  object(): JsonObject {
    return isObject(this.value) ? this.value : this.fail(this.missing("an object"));
  }

  text(): string {
    return typeof this.value === "string" ? this.value : this.fail(this.missing("text"));
  }

  optionalText(key: string): string | undefined {
    return this.find(key)?.text();
  }

  texts(): string[] {
    return this.items().map((item) => item.text());
  }

  /** The target of a local `$ref` here, followed to its end; the place itself without one. */
  resolve(seen = 0): Cursor {
    const found = this.target(seen);
    return found ? found.resolve(seen + 1) : this;
  }

  /** The target of a local `$ref` here, which can be another `$ref`. */
  target(seen = 0): Cursor | undefined {
    const reference = this.find("$ref");
    if (!reference) return undefined;
    const target = reference.text();
    if (!target.startsWith("#/") || seen > 50) {
      return reference.fail(`"${oneLine(target, 80)}" does not lead to a place in this file`);
    }
    const found = new Cursor(this.source, [], this.source.document).at(keysOf(target));
    if (found.value === undefined) reference.fail(`"${oneLine(target, 80)}" leads nowhere`);
    return found;
  }

  /** @throws {UserError} Always: one line with file, line, place and message. */
  fail(message: string): never {
    throw new UserError(`${this.locate(this.pointer)}: ${message}`);
  }

  /** File, line and JSON pointer of a place in the contract, for a message. */
  locate(pointer: readonly string[]): string {
    const line = this.source.lineOf(pointer);
    const where = `${this.source.file}${line === undefined ? "" : `:${line}`}`;
    return `${where}: ${oneLine(`#${pointerTo(pointer) || "/"}`, 160)}`;
  }

  private missing(kind: string): string {
    return this.value === undefined ? `is missing; it must be ${kind}` : `must be ${kind}`;
  }
}
