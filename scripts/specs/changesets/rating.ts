import { createHash } from "node:crypto";
import { type Change, type Diff, diffContracts, type Level } from "../diff/diff.js";
import type { JsonObject } from "../../common/json.js";
import { judge } from "../judge/judge.js";
import { UserError } from "../../common/user-error.js";

/** What a change of a contract means for users, agreed on by the rules and the compiler. */
export interface Rating {
  readonly level: Level;
  readonly diff: Diff;
  /** Lines of the old contract's type tests that no longer compile. */
  readonly breaks: number;
  /** Major changes that no type shows. */
  readonly beyondTypes: readonly Change[];
}

/**
 * Rates a contract against an older one.
 * @param file the new one's name in messages
 * @throws {UserError} The rules and the compiler contradict each other, or the new contract cannot
 *   become a package.
 */
export async function rate(old: JsonObject, now: JsonObject, file: string): Promise<Rating> {
  const diff = diffContracts(old, now);
  const { breaks, beyondTypes, contradictions } = await judge(old, now, diff);
  if (contradictions.length > 0)
    throw new UserError([
      ...contradictions.map((line) => `${file}: ${line}`),
      "the rules in scripts/specs/diff and the type tests of scripts/specs/judge do not agree: one of them needs a fix before this change can be rated",
    ]);
  return {
    level: diff.level,
    diff,
    breaks: breaks.length,
    beyondTypes: diff.changes.filter((change) => beyondTypes.includes(change)),
  };
}

/** Names a contract by its content. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
