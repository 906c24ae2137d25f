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
  /** Text that the contract must not contain. */
  readonly without?: RegExp;
}
