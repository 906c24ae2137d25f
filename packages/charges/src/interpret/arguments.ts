import { ConfigurationError } from "@billkit/core";
import type { ArgumentValue, CallDefinition, Instants } from "@billkit/core/charges";
import { quote } from "../message.js";
import { textOf, WireNumber, type Wire } from "./json.js";
import { valueAt } from "./place.js";
import type { Scope } from "./value.js";

export type Arguments = Readonly<Record<string, unknown>>;

/**
 * A call's arguments. If the loop's item lacks a value, its argument is omitted, and core rejects
 * the call if it is required.
 * @throws ConfigurationError for an option that the caller must pass
 */
export function argumentsOf(call: CallDefinition, scope: Scope): Arguments {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(call.arguments ?? {})) {
    const sent = argumentOf(value, scope);
    if (sent !== undefined) found[name] = sent;
  }
  return found;
}

/** A call in a message: the operation, and what tells it from the loop's other calls. */
export function callName({ operation, arguments: all = {} }: CallDefinition, scope: Scope): string {
  const own = Object.entries(all).filter(
    ([, value]) => typeof value === "object" && "loop" in value,
  );
  const sent = argumentsOf({ operation, arguments: Object.fromEntries(own) }, scope);
  const texts = Object.entries(sent).map(([name, value]) => `${name} ${quote(value)}`);
  return texts.length === 0 ? operation : `${operation} (${texts.join(", ")})`;
}

function argumentOf(value: ArgumentValue, scope: Scope): unknown {
  if (typeof value !== "object" || isList(value)) return value;
  if ("loop" in value) return plainOf(valueAt(scope.loops[value.loop], value.at));
  if ("option" in value) {
    const given = scope.options[value.option];
    if (given === undefined) {
      const { option } = value;
      throw new ConfigurationError(`charges: the source needs the option ${option}.`, { option });
    }
    return given;
  }
  return instantAs(scope.period, value);
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

const plainOf = (value: Wire | undefined): unknown =>
  value instanceof WireNumber ? Number(value.text) : textOf(value);

function instantAs(
  period: Instants,
  { period: which, as, inclusive }: Extract<ArgumentValue, { readonly period: string }>,
): string | number {
  // The last millisecond of the period is on its last day, and in its last second and month.
  const ms = Date.parse(period[which]) - (inclusive ? 1 : 0);
  const instant = new Date(ms).toISOString();
  switch (as) {
    case "date":
      return instant.slice(0, 10);
    case "instant":
      return instant;
    case "month":
      return instant.slice(0, 7);
    case "unix":
      return Math.floor(ms / 1000);
    case "year":
      return Number(instant.slice(0, 4));
    case "monthNumber":
      return Number(instant.slice(5, 7));
  }
}
