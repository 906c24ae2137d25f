import {
  type Json,
  type JsonObject,
  listAt,
  isObject,
  objectAt,
  textAt,
  textsAt,
} from "../common/json.js";
import { fileProblems } from "../common/json-schema.js";
import { Problems } from "../common/user-error.js";
import { parseLocated } from "../common/yaml.js";

/** One operation that the contract keeps. */
export interface WantedOperation {
  /** `METHOD path`, as in vendor.yaml. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
}

/** The kinds of `accept` entries; see specs/vendor.schema.json. */
const ACCEPTABLE = ["operation", "server", "securityScheme", "overlay", "keyword"] as const;
export type Acceptable = (typeof ACCEPTABLE)[number];

/** A finding that a maintainer has reviewed. */
export interface Acceptance {
  readonly about: Acceptable;
  readonly name: string;
  readonly reason: string;
}

/** The parts of vendor.yaml that tell which documents are read. */
export interface WantedParts extends Pick<VendorConfig, "sources" | "references"> {
  readonly operations: readonly Pick<WantedOperation, "method" | "path">[];
}

/** vendor.yaml, checked. */
export interface VendorConfig {
  readonly title: string;
  readonly className: string;
  readonly server: string;
  /** Where the vendor publishes its descriptions. */
  readonly sources: readonly string[];
  /** Addresses that a description can refer to. */
  readonly references: readonly string[];
  readonly operations: readonly WantedOperation[];
  /** Place → name of the schema that is hoisted there. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Place → name that was released; see names.yaml. */
  readonly released: ReadonlyMap<string, string>;
  /** Place → types that the service sends besides those that its description declares. */
  readonly widened: ReadonlyMap<string, readonly string[]>;
  /** `in name` → the value that a parameter is sent with by default. */
  readonly pinned: ReadonlyMap<string, string>;
  /** Schema name → the fields it keeps; other schemas keep all. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** `in name` of omitted parameters, such as a credential's header. */
  readonly droppedParameters: readonly string[];
  /** The description's name of a security scheme → ours. */
  readonly securitySchemes: ReadonlyMap<string, string>;
  /** The vendor's extension that lists an operation's permissions. */
  readonly permissionsExtension: string | undefined;
  readonly accepted: readonly Acceptance[];
  /** `file:line` of a key, for messages. */
  at(...path: string[]): string;
}

/**
 * Reads vendor.yaml.
 * @param names the text of names.yaml, if there is one
 * @throws {UserError} with a line for each key that is missing, unknown or of the wrong form
 */
export function parseVendor(text: string, file: string, names?: string): VendorConfig {
  const located = parseLocated(text, file);
  const problems = new Problems();
  for (const line of fileProblems("vendor", located)) problems.add(line);
  problems.throwIfAny();
  const { value } = located;
  const permissions = textAt(value, "permissions");
  const config = {
    title: textAt(value, "title"),
    className: textAt(value, "class"),
    server: textAt(value, "server"),
    sources: textsAt(value, "sources"),
    references: textsAt(value, "references"),
    operations: Object.entries(objectAt(value, "operations")).map(([key, operation]) =>
      operationOf(key, operation),
    ),
    schemas: textMap(objectAt(value, "schemas")),
    released: readNames(names, file.replace(/vendor\.yaml$/, "names.yaml")),
    widened: listMap(objectAt(value, "widen")),
    pinned: textMap(objectAt(value, "pin")),
    fields: listMap(objectAt(value, "fields")),
    droppedParameters: textsAt(objectAt(value, "drop"), "parameters"),
    securitySchemes: textMap(objectAt(value, "securitySchemes")),
    permissionsExtension: permissions === "" ? undefined : permissions,
    accepted: listAt(value, "accept").filter(isObject).map(acceptanceOf),
    at: (...path: string[]) => located.at(path),
  };
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

/** An entry of `operations`. */
export function operationOf(key: string, entry: Json): WantedOperation {
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

function acceptanceOf(entry: JsonObject): Acceptance {
  const about = ACCEPTABLE.find((key) => entry[key] !== undefined) ?? "operation";
  return { about, name: textAt(entry, about), reason: textAt(entry, "reason") };
}
