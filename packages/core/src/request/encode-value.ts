import { InvalidRequestError } from "../errors.js";
import { short, shown } from "../internal/format.js";

/** @param at the place in the argument, such as `[1]` or a JSON pointer */
export function invalid(
  operation: string,
  argument: string,
  problem: string,
  at = "",
): InvalidRequestError {
  const message = `${operation}: ${short(JSON.stringify(argument).slice(1, -1))}${at} ${problem}`;
  return new InvalidRequestError(message, { operation, argument });
}

/** A value as a header or a form field sends it. @throws InvalidRequestError */
export function text(operation: string, name: string, value: unknown, at?: string): string {
  encoded(operation, name, value, at);
  return String(value);
}

/** A value as an address sends it. @throws InvalidRequestError */
export function encoded(operation: string, name: string, value: unknown, at?: string): string {
  if (
    typeof value !== "string" &&
    !/boolean|bigint/.test(typeof value) &&
    !Number.isFinite(value)
  ) {
    const allowed = "a string (of a Date its toISOString()), finite number or boolean";
    throw invalid(operation, name, `is ${shown(value)}; allowed: ${allowed}`, at);
  }
  try {
    return encodeURIComponent(value as string);
  } catch {
    throw invalid(operation, name, "has half a surrogate pair, which UTF-8 cannot encode", at);
  }
}
