import type { Json } from "../../common/json.js";
import type { RuleId } from "./rules.js";

/** In ascending order. */
export const LEVELS = ["none", "patch", "minor", "major"] as const;
export type Level = (typeof LEVELS)[number];
/** The level of a release. */
export type Bump = Exclude<Level, "none">;

/** One change between two contracts. */
export interface Change {
  readonly level: Bump;
  /** Stable; docs/spec-changes.md explains each. */
  readonly rule: RuleId;
  /** JSON pointers. A part that one contract lacks has the place that it would have there. */
  readonly location: { readonly old: string; readonly new: string };
  /** The old value; null for nothing. */
  readonly old: Json;
  /** The new value; null for nothing. */
  readonly new: Json;
  /** The new name of a removed part, if it can be guessed. */
  readonly renamed?: string;
  /** One sentence for users of the generated package. */
  readonly message: string;
}

/** All changes between two contracts. */
export interface Diff {
  /** The level of the worst change. */
  readonly level: Level;
  /** The worst first. */
  readonly changes: readonly Change[];
  /** What a reviewer should know about the rating itself, such as a disagreement of the two judges. */
  readonly notices?: readonly string[];
}

/** Sorts changes, the worst first, and rates them all by the worst. */
export function diffOf(changes: readonly Change[], notices: readonly string[] = []): Diff {
  const rank = ({ level }: Change): number => -LEVELS.indexOf(level);
  const sorted = [...changes].sort((a, b) => rank(a) - rank(b));
  const level = sorted[0]?.level ?? "none";
  return { level, changes: sorted, ...(notices.length > 0 && { notices }) };
}
