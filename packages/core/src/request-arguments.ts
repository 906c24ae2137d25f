import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { defined } from "./defined.js";
import { short, shown } from "./kind.js";
import type { BodyDefinition, OperationDefinition, ParameterDefinition } from "./operation.js";
import { serializeBody } from "./request-body.js";
import { findBreach } from "./value-rule.js";

/** A call's arguments by the place where they go. */
export interface Placed {
  readonly path: Record<string, string>;
  readonly query: Record<string, string | string[]>;
  readonly header: Record<string, string>;
  /** As it is sent. */
  readonly body: { body?: string };
}

/** @param at where in the argument, as `[1]` or a JSON pointer */
export function invalid(
  operation: string,
  argument: string,
  problem: string,
  at = "",
): InvalidRequestError {
  const message = `${operation}: ${short(JSON.stringify(argument).slice(1, -1))}${at} ${problem}`;
  return new InvalidRequestError(message, { operation, argument });
}

/**
 * Checks the arguments against the operation and puts each in its place.
 * @throws InvalidRequestError for one that is missing, not declared, not what it may be, or cannot be
 * sent as it is
 */
export function placeArguments(
  { id, parameters, body }: OperationDefinition,
  args: Readonly<Record<string, unknown>>,
): Placed {
  const placed: Placed = { path: {}, query: {}, header: {}, body: {} };
  const declared: Record<string, ParameterDefinition | BodyDefinition> = {
    ...parameters,
    ...(body && { body }),
  };
  const given = defined(args);
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(declared, name)) continue;
    const allowed = Object.keys(declared).join(", ") || "none";
    throw invalid(id, name, `is not an argument of this operation; allowed: ${allowed}`);
  }
  for (const [name, rule] of Object.entries(declared)) {
    const value = given[name];
    if (value === undefined) {
      if (rule.required) throw invalid(id, name, "is required");
    } else if ("mediaType" in rule) {
      placed.body.body = serializeBody(id, rule, value);
    } else {
      const [at, problem] = findBreach(rule, value) ?? [];
      if (problem !== undefined) throw invalid(id, name, problem, at);
      if (rule.in === "query" && Array.isArray(value)) {
        placed.query[name] = value.map((each) => text(id, name, each));
      } else {
        placed[rule.in][name] = text(id, name, value);
      }
    }
  }
  return placed;
}

/** openapi-fetch's `pathSerializer`, filling the template once: a value's braces are just a value. */
export const fillPath =
  (operation: string) =>
  (template: string, values: Readonly<Record<string, unknown>>): string =>
    template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = text(operation, name, values[name]);
      // An address parser drops dot segments, and an empty one changes which resource is meant.
      if (!/^\.{0,2}$/.test(value)) return encodeURIComponent(value);
      throw invalid(operation, name, `is "${value}"; not allowed: "", "." and ".."`);
    });

/** What is sent of a value that stands in an address, a header or a form. */
export function text(operation: string, name: string, value: unknown, at?: string): string {
  if (!/string|boolean|bigint/.test(typeof value) && !Number.isFinite(value)) {
    const allowed = "a string (of a Date its toISOString()), finite number or boolean";
    throw invalid(operation, name, `is ${shown(value)}; allowed: ${allowed}`, at);
  }
  const string = String(value);
  try {
    encodeURIComponent(string);
  } catch {
    throw invalid(operation, name, "has half a surrogate pair, which UTF-8 cannot encode", at);
  }
  return string;
}
