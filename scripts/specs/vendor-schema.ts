import { type ErrorObject, Ajv2020 } from "ajv/dist/2020.js";
import schema from "../../specs/vendor.schema.json" with { type: "json" };
import type { JsonObject } from "../common/json.js";
import { nearest } from "../common/nearest.js";
import type { Located } from "../common/yaml.js";
import { keysOf } from "../common/json-pointer.js";

const validate = new Ajv2020({
  allErrors: true,
  verbose: true,
  allowMatchingProperties: true,
}).compile(schema);

/**
 * What of a vendor.yaml is not as specs/vendor.schema.json, which editors read too, has it.
 * @returns a line for each, with file and line
 */
export function violations(located: Located): string[] {
  if (validate(located.value)) return [];
  const all = validate.errors ?? [];
  const lacking = new Set(
    all.filter(({ keyword }) => keyword === "required").map((error) => error.instancePath),
  );
  const errors = all.filter(
    ({ keyword, instancePath }) =>
      keyword !== "propertyNames" && !(keyword === "minProperties" && lacking.has(instancePath)),
  );
  return errors.map((error) => {
    const path = pathOf(error, located.value);
    return `${located.at(path)}: ${messageOf(error, path.join("."))}`;
  });
}

/** Where the mistake is: a key that should not be there, not the object that holds it. */
function pathOf(error: ErrorObject, root: JsonObject): (string | number)[] {
  const path: (string | number)[] = [];
  let node: unknown = root;
  for (const name of keysOf(error.instancePath)) {
    path.push(Array.isArray(node) ? Number(name) : name);
    node = Array.isArray(node) ? node[Number(name)] : (node as JsonObject)[name];
  }
  const key: unknown = error.propertyName ?? error.params.additionalProperty;
  return typeof key === "string" ? [...path, key] : path;
}

function messageOf(error: ErrorObject, where: string): string {
  const { keyword, params, data, propertyName } = error;
  const found = JSON.stringify(data);
  switch (keyword) {
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const known = Object.keys(propertiesOf(error));
      const meant = nearest(key, known);
      const hint = meant === undefined ? ";" : `; did you mean "${meant}"?`;
      return `unknown key "${key}"${hint} known here: ${known.join(", ")}`;
    }
    case "required":
      return `${[where, params.missingProperty].filter(Boolean).join(".")} is missing`;
    case "pattern":
      return propertyName === undefined
        ? `${where}: ${found} does not match ${String(params.pattern)}`
        : `"${propertyName}" is not of the form "METHOD /path"`;
    case "type":
      if (params.type === "array") return `${where}: expected a list`;
      if (params.type === "object") return `${where}: expected keys and values`;
      return `${where}: ${found} does not match ${patternOf(error)}`;
    case "minItems":
      return `${where}: expected a list`;
    case "minProperties":
      return where === "operations"
        ? "operations: names no operation"
        : `${where}: says not what is accepted`;
    case "maxProperties":
      return `${where}: accepts more than one thing; give each its own reason`;
    case "uniqueItems":
      return `${where}: names one thing twice`;
    default:
      return `${where}: ${error.message ?? "is not as it should be"}`;
  }
}

function propertiesOf({ parentSchema }: ErrorObject): object {
  const properties: unknown = parentSchema?.properties;
  return typeof properties === "object" && properties !== null ? properties : {};
}

function patternOf({ parentSchema }: ErrorObject): string {
  const pattern: unknown = parentSchema?.pattern;
  return typeof pattern === "string" ? pattern : "text";
}
