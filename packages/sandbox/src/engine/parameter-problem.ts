import { dig, text } from "./json.js";
import type { ParameterProblem } from "./refusal.js";

/** The part of an Ajv error that is used here. */
interface SchemaError {
  readonly keyword: string;
  /** `/query/grouping/0` */
  readonly instancePath: string;
  readonly params: unknown;
  readonly message?: string;
}

function reasonOf(keyword: string, params: unknown): ParameterProblem["reason"] {
  if (keyword === "required") return "missing";
  if (keyword === "additionalProperties") return "undeclared";
  // Ajv treats integer sizes as formats too, but they describe values.
  return (text(params, "format") ?? "").startsWith("date") ? "date" : "value";
}

/** Text that Ajv reads as a number like JavaScript does, and no service would: `0x10`, ` 5`. */
export function findNoNumber(
  operation: unknown,
  query: Readonly<Record<string, string | readonly string[]>>,
): ParameterProblem | undefined {
  const parameters = dig(operation, "parameters");
  for (const each of Array.isArray(parameters) ? parameters : []) {
    const [parameter = "", type = ""] = [text(each, "name"), text(each, "schema", "type")];
    const value = text(query, parameter);
    if (value === undefined || text(each, "in") !== "query") continue;
    if (!/^(?:number|integer)$/.test(type) || /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value))
      continue;
    return { parameter, reason: "value", value, message: `must be ${type}` };
  }
  return undefined;
}

/** The message of a validation error about a parameter. */
export function describeProblem(
  { keyword, instancePath, params, message = keyword }: SchemaError,
  query: Readonly<Record<string, string | readonly string[]>>,
): ParameterProblem {
  const parameter =
    text(params, "missingProperty") ??
    text(params, "additionalProperty") ??
    instancePath.split("/")[2] ??
    "";
  const sent = query[parameter];
  const allowed = dig(params, "allowedValues");
  return {
    parameter,
    reason: reasonOf(keyword, params),
    value: typeof sent === "string" ? sent : sent?.join(","),
    message: Array.isArray(allowed) ? `must be one of ${allowed.join(", ")}` : message,
  };
}
