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
  // Sizes of integers are formats too, but of a value.
  return (text(params, "format") ?? "").startsWith("date") ? "date" : "value";
}

/** What a validation error says about the parameter it is about. */
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
