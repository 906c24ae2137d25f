import { parse as parseLossless } from "lossless-json";

/** A JSON number as the text that was sent. */
export class WireNumber {
  constructor(readonly text: string) {}
}

/** A parsed body whose numbers are {@link WireNumber}s. */
export type Wire = string | boolean | null | WireNumber | Wire[] | { [key: string]: Wire };

/** Node 20 doesn't pass the source text to a reviver. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;
const parseNative = JSON.parse as (text: string, reviver: Reviver) => unknown;
const keep: Reviver = (_, value, context) =>
  typeof value === "number" ? new WireNumber(context?.source ?? "") : value;
const isNative = (): boolean => {
  const probe = parseNative("[0.10]", keep);
  return Array.isArray(probe) && probe[0] instanceof WireNumber && probe[0].text === "0.10";
};

/**
 * Parses JSON without reading numbers as floats: `0.01999999999999999872` stays that.
 * @throws SyntaxError
 */
export const parseWire: (text: string) => Wire = isNative()
  ? (text) => parseNative(text, keep) as Wire
  : (text) => parseLossless(text, undefined, (number) => new WireNumber(number)) as Wire;

/** A figure's digits, or text; undefined for null and other values. */
export function textOf(value: Wire | undefined): string | undefined {
  if (value instanceof WireNumber) return value.text;
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? value : undefined;
}

/** JSON, with numbers as they were sent. */
export function wireText(value: Wire): string {
  if (value instanceof WireNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(wireText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${wireText(each)}`,
  );
  return `{${members.join(",")}}`;
}
