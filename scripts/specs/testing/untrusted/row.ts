import type { JsonObject } from "../../../common/json.js";

/** A hostile description, and its effect. */
export interface Row {
  readonly what: string;
  /** A document is published as JSON. */
  readonly description: string | Buffer | JsonObject;
  /** By default acme.json, or acme.yaml if it isn't JSON. */
  readonly file?: string;
  /** The files in the same folder, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The lines that sync prints on stderr; undefined if it succeeds. */
  readonly errors?: readonly RegExp[];
  /** The notices that sync prints if it succeeds. */
  readonly notices?: readonly RegExp[];
  /** generate's message for the contract after that; by default none, since the hostile part isn't in it. */
  readonly generate?: RegExp;
  /** Text that the contract must not contain. */
  readonly without?: RegExp;
}

/** A repeated part, without a copy in this file for each. */
export function nested(open: string, close: string, depth = 100_000): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}
