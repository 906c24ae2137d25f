import type { Json } from "../../common/json.js";
import type { RuleId } from "./rules.js";

/** From the least to the greatest. */
export const LEVELS = ["none", "patch", "minor", "major"] as const;
export type Level = (typeof LEVELS)[number];
/** What a release can be. */
export type Bump = Exclude<Level, "none">;

/** One change between two contracts. */
export interface Change {
  readonly level: Bump;
  /** Stable; docs/spec-changes.md explains each. */
  readonly rule: RuleId;
  /** JSON pointers. What a document lacks is placed where it would have stood. */
  readonly location: { readonly old: string; readonly new: string };
  /** What was there; null for nothing. */
  readonly old: Json;
  /** What is there now; null for nothing. */
  readonly new: Json;
  /** One sentence for users of the generated package. */
  readonly message: string;
}

/** What is different for users of the generated package. */
export interface Diff {
  /** That of the worst change. */
  readonly level: Level;
  /** The worst first. */
  readonly changes: readonly Change[];
  /** What a reviewer should know about the rating itself. */
  readonly notices?: readonly string[];
}

/** The greatest of some levels; `none` of none. */
export function worst(levels: readonly Level[]): Level {
  return [...LEVELS].reverse().find((level) => levels.includes(level)) ?? "none";
}
