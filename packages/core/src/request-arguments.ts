import { defined } from "./defined.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import type { OperationDefinition } from "./operation.js";

/** A call's arguments by the place where they go. */
export interface Placed {
  readonly path: Record<string, string>;
  readonly query: Record<string, string | string[]>;
  readonly header: Record<string, string>;
  readonly body: { body?: unknown };
}

export function invalid(operation: string, argument: string, problem: string): InvalidRequestError {
  return new InvalidRequestError(`${operation}: ${argument} ${problem}`, { operation, argument });
}

/**
 * Checks the arguments against the operation and puts each in its place.
 * @throws InvalidRequestError for one that is missing, not declared, or cannot be sent as it is
 */
export function placeArguments(
  { id, parameters, body }: OperationDefinition,
  args: Readonly<Record<string, unknown>>,
): Placed {
  const placed: Placed = { path: {}, query: {}, header: {}, body: {} };
  const declared: Record<string, { readonly in: keyof Placed; readonly required?: true }> = {
    ...parameters,
    ...(body && { body: { ...body, in: "body" } }),
  };
  const given = defined(args);
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(declared, name)) continue;
    const allowed = Object.keys(declared).join(", ") || "none";
    throw invalid(id, name, `is not an argument of this operation; allowed: ${allowed}`);
  }
  for (const [name, { in: place, required }] of Object.entries(declared)) {
    const value = given[name];
    if (value === undefined) {
      if (required) throw invalid(id, name, "is required");
    } else if (place === "body") {
      placed.body.body = value;
    } else if (place === "query" && Array.isArray(value)) {
      placed.query[name] = value.map((each) => text(id, name, each));
    } else {
      placed[place][name] = text(id, name, value);
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

function text(operation: string, name: string, value: unknown): string {
  const string = String(value);
  if (!/string|boolean|bigint/.test(typeof value) && !Number.isFinite(value)) {
    const kind = value instanceof Date ? "a Date" : value instanceof Object ? "an object" : string;
    const allowed = "a string (of a Date its toISOString()), finite number or boolean";
    throw invalid(operation, name, `is ${kind}; allowed: ${allowed}`);
  }
  try {
    encodeURIComponent(string);
  } catch {
    throw invalid(operation, name, "has half a surrogate pair, which UTF-8 cannot encode");
  }
  return string;
}
