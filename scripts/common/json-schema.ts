import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import contract from "../../specs/contract.schema.json" with { type: "json" };
import charges from "../../specs/charges.schema.json" with { type: "json" };
import overlay from "../../specs/overlay.schema.json" with { type: "json" };
import traits from "../../specs/traits.schema.json" with { type: "json" };
import vendor from "../../specs/vendor.schema.json" with { type: "json" };
import type { Json } from "./json.js";
import { keysOf } from "./json-pointer.js";
import { nearest } from "./nearest.js";
import { whyUnsafe } from "./safe-pattern.js";
import { oneLine, UserError } from "./user-error.js";
import type { Located } from "./yaml.js";

/** A problem in a value, and its location. */
export interface SchemaProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** The schemas of the files in specs/. Editors use them too. */
const grammars = { charges, contract, overlay, traits, vendor };
export type SchemaReference =
  | "contract"
  | "contract#/properties/info"
  | `contract#/$defs/${"parameter" | "scalar" | "wireName"}`
  | `contract#/$defs/schema/properties/${keyof typeof contract.$defs.schema.properties}`
  | "overlay"
  | `charges#/$defs/${keyof typeof charges.$defs}`
  | `traits#/$defs/${keyof typeof traits.$defs}`
  | "vendor"
  | "vendor#/$defs/operation";

const unions = ["oneOf", "anyOf", "if"];
const compiled = new Map<SchemaReference, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/**
 * Validates a value. If no alternative of a union matches, the problems of the alternatives are returned
 * instead of the union's.
 * @returns the problems; empty if the value is valid
 */
export function schemaProblems(
  reference: SchemaReference,
  value: Json | undefined,
): SchemaProblem[] {
  const validate = compiled.get(reference) ?? compile(reference);
  if (validate(value)) return [];
  const all = validate.errors ?? [];
  const inside = all.filter(({ keyword }) => !unions.includes(keyword));
  return (inside.length > 0 ? inside : all).filter(isCause).map((error) => ({
    path: pathOf(error),
    message: messageOf(error),
  }));
}

/** Why a contract's schema can't have a value of a keyword; undefined if it can. */
export function keywordProblem(key: string, value: Json): string | undefined {
  const { properties } = contract.$defs.schema;
  if (!Object.hasOwn(properties, key)) return undefined;
  const reference = `contract#/$defs/schema/properties/${key as keyof typeof properties}` as const;
  return schemaProblems(reference, value)[0]?.message;
}

/** @throws {UserError} with file, line and key of each problem in a file */
export function checkFile(reference: SchemaReference, file: Located): void {
  const problems = schemaProblems(reference, file.value).map(({ path, message }) => {
    // The message has the key itself.
    const place = message.startsWith("unknown key") ? path.slice(0, -1) : path;
    return `${file.at(path)}: ${[place.join("."), message].filter(Boolean).join(": ")}`;
  });
  if (problems.length > 0) throw new UserError(problems);
}

/** Compiles on first use: compiling takes longer than validating. */
function compile(reference: SchemaReference): ValidateFunction {
  if (!ajv) {
    ajv = new Ajv2020({
      allErrors: true,
      verbose: true,
      strictRequired: false,
      strictTypes: false,
      allowUnionTypes: true,
      allowMatchingProperties: true,
      validateSchema: false,
    });
    // The end of the message about a value that breaks the schema beside it.
    ajv.addKeyword("because");
    ajv.addFormat("address", (text) => URL.canParse(text));
    ajv.addFormat("one-group", hasOneGroup);
    for (const [name, schema] of Object.entries(grammars)) ajv.addSchema(schema, name);
  }
  const validate = ajv.compile({ $ref: reference });
  compiled.set(reference, validate);
  return validate;
}

/** Leaves out errors that repeat another: a name's besides its pattern, a missing count besides a missing key. */
function isCause({ keyword, instancePath }: ErrorObject, _: number, all: ErrorObject[]): boolean {
  if (keyword === "propertyNames") return false;
  const lacksKey = (other: ErrorObject): boolean =>
    other.keyword === "required" && other.instancePath === instancePath;
  return keyword !== "minProperties" || !all.some(lacksKey);
}

/** Points to an unexpected key itself, not to its object. */
function pathOf({ instancePath, params, propertyName }: ErrorObject): string[] {
  const key: unknown = propertyName ?? params.additionalProperty ?? params.unevaluatedProperty;
  return [...keysOf(instancePath), ...(typeof key === "string" ? [key] : [])];
}

function messageOf({ keyword, params, data, propertyName, ...error }: ErrorObject): string {
  const parent = (error.parentSchema ?? {}) as {
    properties?: object;
    pattern?: string;
    because?: string;
  };
  const found = oneLine(JSON.stringify(propertyName ?? data), 100);
  const isExplained = ["const", "enum", "format", "minimum", "not", "pattern", "type"];
  if (parent.because !== undefined && isExplained.includes(keyword))
    return `${found} ${parent.because}`;
  switch (keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = String(params.additionalProperty ?? params.unevaluatedProperty);
      const known = Object.keys(parent.properties ?? {});
      return `unknown key "${key}"${hintOf(key, known)} known here: ${known.join(", ")}`;
    }
    case "required":
      return `needs "${String(params.missingProperty)}"`;
    case "enum": {
      const allowed = (params.allowedValues as unknown[]).map(String);
      const hint = hintOf(String(propertyName ?? data), allowed);
      return `${found} is not allowed${hint} allowed: ${allowed.join(", ")}`;
    }
    case "pattern":
      return `${found} does not match ${String(params.pattern)}`;
    case "type":
      if (params.type === "array") return "expected a list";
      if (params.type === "object") return "expected keys and values";
      return `${found} does not match ${parent.pattern ?? String(params.type)}`;
    case "minProperties":
    case "maxProperties": {
      const bound = `at ${keyword === "minProperties" ? "least" : "most"} ${String(params.limit)}`;
      return `needs ${bound} of: ${Object.keys(parent.properties ?? {}).join(", ") || "entries"}`;
    }
    case "minItems":
      return `needs ${String(params.limit)} or more items`;
    case "uniqueItems":
      return "has a duplicate item";
    case "false schema":
      return "doesn't belong here";
    default:
      return error.message ?? "is invalid";
  }
}

function hintOf(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? ";" : `; did you mean "${meant}"?`;
}

/** Whether a text is a regular expression of linear time with exactly one group. */
function hasOneGroup(text: string): boolean {
  // With an empty alternative it always matches; the result's length shows the number of groups.
  return whyUnsafe(text, "") === undefined && new RegExp(`${text}|`).exec("")?.length === 2;
}
