import type { JsonObject } from "../../../common/json.js";

/** A description from a hostile outside, and what comes of it. */
export interface Row {
  readonly what: string;
  /** A document is published as JSON. */
  readonly description: string | Buffer | JsonObject;
  /** By default acme.json, or acme.yaml where it is not JSON. */
  readonly file?: string;
  /** What stands in the same folder, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What sync prints on stderr, line by line. None: it succeeds. */
  readonly says?: readonly RegExp[];
  /** The notices that sync prints where it succeeds. */
  readonly notices?: readonly RegExp[];
  /** Then: what generate says of the contract; by default nothing, for the hostile part is not in it. */
  readonly generate?: RegExp;
  /** What the contract may not hold. */
  readonly without?: RegExp;
}

/** A part repeated without a copy for each in this file. */
export function nested(open: string, close: string, depth = 100_000): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}
