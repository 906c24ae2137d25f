import {
  type Json,
  type JsonObject,
  listAt,
  isObject,
  objectAt,
  textAt,
  textsAt,
} from "../common/json.js";
import { checkFile } from "../common/json-schema.js";
import { Problems } from "../common/user-error.js";
import { parseLocated } from "../common/yaml.js";

/** The kinds of `accept` entries; see specs/vendor.schema.json. */
const ACCEPTABLE = ["operation", "server", "securityScheme", "overlay", "keyword"] as const;
export type Acceptable = (typeof ACCEPTABLE)[number];

/** The parts of vendor.yaml that tell which documents are read. */
export interface WantedParts extends Pick<VendorConfig, "sources" | "references"> {
  readonly operations: readonly Pick<WantedOperation, "method" | "path">[];
}

/** vendor.yaml, checked. */
export type VendorConfig = ReturnType<typeof parseVendor>;

/**
 * Reads vendor.yaml.
 * @param names the text of names.yaml, if there is one
 * @throws {UserError} with a line for each key that is missing, unknown or of the wrong form
 */
export function parseVendor(text: string, file: string, names?: string) {
  const located = parseLocated(text, file);
  checkFile("vendor", located);
  const { value } = located;
  const config = {
    title: textAt(value, "title"),
    className: textAt(value, "class"),
    server: textAt(value, "server"),
    /** Where the vendor publishes its descriptions. */
    sources: textsAt(value, "sources"),
    /** Addresses that a description can refer to. */
    references: textsAt(value, "references"),
    operations: Object.entries(objectAt(value, "operations")).map(([key, entry]) =>
      operationOf(key, entry),
    ),
    /** Place → name of the schema that is hoisted there. */
    schemas: textMap(objectAt(value, "schemas")),
    /** Place → name that was released; see names.yaml. */
    released: readNames(names, file.replace(/vendor\.yaml$/, "names.yaml")),
    /** Place → types that the service sends besides those that its description declares. */
    widened: listMap(objectAt(value, "widen")),
    /** `in name` → the value that a parameter is sent with by default. */
    pinned: textMap(objectAt(value, "pin")),
    /** Schema name → the fields it keeps; other schemas keep all. */
    fields: listMap(objectAt(value, "fields")),
    /** `in name` of omitted parameters, such as a credential's header. */
    droppedParameters: textsAt(objectAt(value, "drop"), "parameters"),
    /** The description's name of a security scheme → ours. */
    securitySchemes: textMap(objectAt(value, "securitySchemes")),
    /** The vendor's extension that lists an operation's permissions, if there is one. */
    permissionsExtension: textAt(value, "permissions"),
    /** Findings that a maintainer has reviewed. */
    accepted: listAt(value, "accept").filter(isObject).map(acceptanceOf),
    /** `file:line` of a key, for messages. */
    at: (...path: string[]) => located.at(path),
  };
  const problems = new Problems();
  const ids = new Map<string, string>();
  for (const { key, operationId } of config.operations) {
    const other = ids.get(operationId);
    if (other !== undefined) {
      const at = located.at(["operations", key, "operationId"]);
      problems.add(`${at}: ${operationId} already names ${other}`);
    }
    ids.set(operationId, key);
  }
  problems.throwIfAny();
  return config;
}

/** One operation that the contract keeps. */
export type WantedOperation = ReturnType<typeof operationOf>;

/** @param key `METHOD path`, as in vendor.yaml */
export function operationOf(key: string, entry: Json) {
  const operation = isObject(entry) ? entry : {};
  const [method = "", path = ""] = key.split(" ");
  return {
    key,
    method: method.toLowerCase(),
    path,
    operationId: textAt(operation, "operationId"),
    tag: textAt(operation, "tag"),
  };
}

/** A trailing slash doesn't make a different server. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, "");
}

function textMap(object: JsonObject): Map<string, string> {
  return new Map(Object.keys(object).map((key) => [key, textAt(object, key)]));
}

function listMap(object: JsonObject): Map<string, string[]> {
  return new Map(Object.keys(object).map((key) => [key, textsAt(object, key)]));
}

function readNames(text: string | undefined, file: string): Map<string, string> {
  if (text === undefined) return new Map();
  const located = parseLocated(text, file);
  const problems = new Problems();
  for (const [place, name] of Object.entries(located.value))
    if (typeof name !== "string" || !/^[A-Za-z][A-Za-z0-9]*$/.test(name))
      problems.add(`${located.at([place])}: ${JSON.stringify(name)} can't be the name of a type`);
  problems.throwIfAny();
  return textMap(located.value);
}

function acceptanceOf(entry: JsonObject) {
  const about = ACCEPTABLE.find((key) => entry[key] !== undefined) ?? "operation";
  return { about, name: textAt(entry, about), reason: textAt(entry, "reason") };
}
