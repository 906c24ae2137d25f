import { InvalidRequestError } from "../errors.js";
import { escape, formatValue, typeName, withArticle } from "../internal/format.js";

/** The values that an argument takes; generated from the schema of a parameter. */
export interface ArgumentSchema {
  readonly type?: "boolean" | "integer" | "number" | "string";
  readonly enum?: readonly unknown[];
  /** A string's form: `isDate`, `isDateTime` or a `pattern`. */
  readonly match?: (value: string) => boolean;
  /** Smallest number; for an array, fewest members. */
  readonly min?: number;
  /** Largest number; for an array, most members. */
  readonly max?: number;
  /** An array of such members. */
  readonly items?: ArgumentSchema;
  /** An object with any members of this kind. */
  readonly values?: ArgumentSchema;
  /** At least one of them must match. */
  readonly anyOf?: readonly ArgumentSchema[];
  /** A description of the allowed values, if the type isn't enough. */
  readonly allowed?: string;
}

/** The same for an option, which can have any type. */
export type ValueSchema = Omit<ArgumentSchema, "type" | "match"> & {
  readonly type?: string;
  readonly match?: (value: never) => boolean;
};

/**
 * Checks an argument or an option.
 * @returns where it breaks the schema, as `""` or `[1]`, and how; undefined if it is valid
 */
export function validateArgument(
  schema: ValueSchema,
  value: unknown,
): readonly [string, string] | undefined {
  const { items, values, allowed } = schema;
  const type = items ? "array" : values ? "object" : schema.type;
  if (!matches(schema, type, value)) {
    const expected = allowed ?? schema.enum?.join(", ") ?? withArticle(type ?? "value");
    return ["", `is ${formatValue(value)}; allowed: ${expected}`];
  }
  const members = items ?? values;
  if (!members) return undefined;
  for (const [name, member] of Object.entries(value as object)) {
    const [at, problem] = validateArgument(members, member) ?? [];
    if (problem) return [`[${name}]${at}`, problem];
  }
  return undefined;
}

function matches(schema: ValueSchema, type: string | undefined, value: unknown): boolean {
  const { min = -Infinity, max = Infinity, match, anyOf } = schema;
  if (anyOf) return anyOf.some((each) => !validateArgument(each, value));
  const size = Array.isArray(value) ? value.length : typeof value === "number" ? value : min;
  return (
    (type === "integer" ? Number.isSafeInteger(value) : !type || type === typeName(value)) &&
    schema.enum?.includes(value) !== false &&
    (!match || match(value as never)) &&
    !(size < min || size > max)
  );
}

/** @param at where in the argument, as `[1]` or a JSON pointer */
export function invalidArgument(
  operation: string,
  argument: string,
  problem: string,
  at = "",
): InvalidRequestError {
  const message = `${operation}: ${escape(argument)}${at} ${problem}`;
  return new InvalidRequestError(message, { operation, argument });
}

/** A primitive as it is sent. */
export function argumentText(operation: string, name: string, value: unknown, at?: string): string {
  if (!/^(string|boolean|bigint)$/.test(typeof value) && !Number.isFinite(value)) {
    const allowed = "a string (of a Date its toISOString()), finite number or boolean";
    const problem = `is ${formatValue(value)}; allowed: ${allowed}`;
    throw invalidArgument(operation, name, problem, at);
  }
  const text = String(value);
  if (!/[\ud800-\udfff]/u.test(text)) return text;
  throw invalidArgument(operation, name, "has an unpaired surrogate, which UTF-8 can't encode", at);
}
