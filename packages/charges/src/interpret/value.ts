import type { FieldValue, Instants } from "@billkit/core/charges";
import { textOf, type Wire } from "./json.js";
import { valueAt } from "./place.js";

/** A call's response, and a location in it. */
export interface Origin {
  readonly operation: string;
  readonly requestId?: string;
  readonly sha256: string;
  readonly pointer: string;
}

/** What a field's value can refer to. */
export interface Scope {
  readonly row?: Wire | undefined;
  readonly outer?: Wire | undefined;
  readonly answer?: Wire | undefined;
  readonly loops: Readonly<Record<string, Wire>>;
  /** The locations of the loops' items. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly period: Instants;
}

/** A field's value. Null counts as absent. */
export function valueOf(field: FieldValue, scope: Scope): Wire | undefined {
  const found = find(field, scope);
  return found === null || found === "" ? undefined : found;
}

/** A field's value as text: figures with all their digits. */
export const textValue = (field: FieldValue | undefined, scope: Scope): string | undefined =>
  field === undefined ? undefined : textOf(valueOf(field, scope));

function find(field: FieldValue, scope: Scope): Wire | undefined {
  if (typeof field === "string") return valueAt(scope.row, field);
  if ("constant" in field) return field.constant;
  if ("answer" in field) return valueAt(scope.answer, field.answer);
  if ("outer" in field) return valueAt(scope.outer, field.outer);
  if ("loop" in field) return valueAt(scope.loops[field.loop], field.at);
  if ("option" in field) return scope.options[field.option];
  if ("period" in field) return scope.period[field.period];
  if ("first" in field) {
    for (const each of field.first) {
      const value = valueOf(each, scope);
      if (value !== undefined) return value;
    }
    return undefined;
  }
  const text = textValue(field.value, scope);
  if (text !== undefined && Object.hasOwn(field.map, text)) return field.map[text];
  return field.otherwise ?? text;
}

/** Whether a row has one of the values at each pointer. */
export function matches(
  row: Wire,
  where: Readonly<Record<string, readonly string[]>> | undefined,
): boolean {
  return Object.entries(where ?? {}).every(([pointer, values]) =>
    values.includes(textOf(valueAt(row, pointer)) ?? ""),
  );
}
