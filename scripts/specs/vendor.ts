import type { Json, JsonObject } from "./json.js";
import { isObject } from "./json.js";
import { Problems } from "./problems.js";
import { type Located, parseLocated } from "./yaml.js";

/** One operation that the contract keeps. */
export interface WantedOperation {
  /** `METHOD path`, as vendor.yaml writes it. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
}

/** vendor.yaml, checked. */
export interface VendorConfig {
  readonly title: string;
  readonly className: string;
  readonly server: string;
  /** Where the vendor publishes its descriptions. */
  readonly sources: readonly string[];
  readonly operations: readonly WantedOperation[];
  /** Place → name of the schema that is hoisted there. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Schema name → the fields it keeps; a schema that is not named keeps all. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** `in name` of parameters that are left out, such as a credential's header. */
  readonly droppedParameters: readonly string[];
  /** The description's name of a security scheme → ours. */
  readonly securitySchemes: ReadonlyMap<string, string>;
  /** The vendor's extension that lists an operation's permissions. */
  readonly permissionsExtension: string | undefined;
  /** Servers that the description may name besides `server`. */
  readonly acceptedServers: readonly string[];
  /** `file:line` of a key, for messages. */
  at(...path: string[]): string;
}

const OPERATION = /^(GET|PUT|POST|DELETE|PATCH) (\/\S*)$/;
const NAME = {
  operationId: /^[a-z][A-Za-z0-9]*$/,
  tag: /^[A-Z][A-Za-z0-9]*$/,
  className: /^[A-Z][A-Za-z0-9]*$/,
  schema: /^[A-Za-z][A-Za-z0-9]*$/,
  https: /^https:\/\/[^\s/?#]+[^\s?#]*$/,
  any: /^[^\r\n]+$/,
} as const;

/**
 * Reads vendor.yaml.
 * @throws {SpecsError} with a line for each key that is missing, unknown or of the wrong form
 */
export function parseVendor(text: string, file: string): VendorConfig {
  const reader = new Reader(parseLocated(text, file));
  reader.keys(
    [],
    [
      "title",
      "class",
      "server",
      "sources",
      "operations",
      "schemas",
      "fields",
      "drop",
      "securitySchemes",
      "permissions",
      "accept",
    ],
  );
  reader.keys(["drop"], ["parameters"]);
  reader.keys(["accept"], ["servers"]);
  const config = {
    title: reader.text(["title"], NAME.any),
    className: reader.text(["class"], NAME.className),
    server: reader.text(["server"], NAME.https),
    sources: reader.texts(["sources"], NAME.https, { required: true }),
    operations: readOperations(reader),
    schemas: reader.map(["schemas"], NAME.schema),
    fields: readFields(reader),
    droppedParameters: reader.texts(["drop", "parameters"], /^(path|query|header|cookie) \S+$/),
    securitySchemes: reader.map(["securitySchemes"], NAME.schema),
    permissionsExtension: reader.optionalText(["permissions"], /^x-[A-Za-z0-9-]+$/),
    acceptedServers: reader.texts(["accept", "servers"], NAME.https),
    at: (...path: string[]) => reader.located.at(path),
  };
  reader.problems.throwIfAny();
  return config;
}

function readOperations(reader: Reader): WantedOperation[] {
  const wanted: WantedOperation[] = [];
  const ids = new Map<string, string>();
  const keys = Object.keys(reader.object(["operations"]));
  if (keys.length === 0) reader.complain(["operations"], "names no operation");
  for (const key of keys) {
    const [, method = "", path = ""] = OPERATION.exec(key) ?? [];
    if (!method) {
      reader.complain(["operations", key], `"${key}" is not of the form "METHOD /path"`);
      continue;
    }
    reader.keys(["operations", key], ["operationId", "tag"]);
    const operationId = reader.text(["operations", key, "operationId"], NAME.operationId);
    const other = ids.get(operationId);
    if (other !== undefined) {
      reader.complain(["operations", key, "operationId"], `${operationId} already names ${other}`);
    }
    ids.set(operationId, key);
    const tag = reader.text(["operations", key, "tag"], NAME.tag);
    wanted.push({ key, method: method.toLowerCase(), path, operationId, tag });
  }
  return wanted;
}

function readFields(reader: Reader): Map<string, readonly string[]> {
  const names = Object.keys(reader.object(["fields"]));
  return new Map(
    names.map((name) => [name, reader.texts(["fields", name], NAME.any, { required: true })]),
  );
}

class Reader {
  readonly problems = new Problems();

  constructor(readonly located: Located) {}

  complain(path: readonly (string | number)[], message: string): void {
    this.problems.add(`${this.located.at(path)}: ${message}`);
  }

  object(path: string[]): JsonObject {
    const value = this.#get(path);
    if (value === undefined) return {};
    if (isObject(value)) return value;
    this.complain(path, `${path.join(".")}: expected keys and values`);
    return {};
  }

  keys(path: string[], known: readonly string[]): void {
    for (const key of Object.keys(this.object(path))) {
      if (!known.includes(key)) {
        this.complain([...path, key], `unknown key "${key}"; known here: ${known.join(", ")}`);
      }
    }
  }

  text(path: string[], form: RegExp): string {
    const text = this.optionalText(path, form);
    if (text === undefined && this.#get(path) === undefined)
      this.complain(path, `${path.join(".")} is missing`);
    return text ?? "";
  }

  optionalText(path: string[], form: RegExp): string | undefined {
    const value = this.#get(path);
    if (value === undefined) return undefined;
    if (typeof value === "string" && form.test(value)) return value;
    this.complain(
      path,
      `${path.join(".")}: ${JSON.stringify(value)} does not match ${form.source}`,
    );
    return undefined;
  }

  texts(path: string[], form: RegExp, { required = false } = {}): string[] {
    const value = this.#get(path);
    if (value === undefined && !required) return [];
    if (!Array.isArray(value) || value.length === 0) {
      this.complain(path, `${path.join(".")}: expected a list`);
      return [];
    }
    return value.flatMap((item, index) => {
      if (typeof item === "string" && form.test(item)) return [item];
      this.complain(
        [...path, index],
        `${path.join(".")}: ${JSON.stringify(item)} does not match ${form.source}`,
      );
      return [];
    });
  }

  map(path: string[], form: RegExp): Map<string, string> {
    const keys = Object.keys(this.object(path));
    return new Map(keys.map((key) => [key, this.text([...path, key], form)]));
  }

  #get(path: string[]): Json | undefined {
    let value: Json | undefined = this.located.value;
    for (const key of path) {
      if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value;
  }
}
