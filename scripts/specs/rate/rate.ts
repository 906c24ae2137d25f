import { compareContracts } from "../compare/contracts.js";
import type { JsonObject } from "../../common/json.js";
import { judge } from "../judge/judge.js";
import type { Change, Diff, Level } from "./level.js";

/** What a change of a contract means for users, by the rules and the compiler. */
export interface Rating {
  readonly level: Level;
  readonly diff: Diff;
  /** At how many places code written for the old package no longer compiles. */
  readonly breaks: number;
  /** Major changes that no type shows. */
  readonly beyondTypes: readonly Change[];
}

/**
 * Rates a contract against an older one. Where rules and compiler disagree, the higher level stands
 * and the diff shows both.
 * @throws {UserError} when no package can be made of one of the contracts
 */
export async function rate(old: JsonObject, now: JsonObject): Promise<Rating> {
  const { diff, breaks, beyondTypes } = await judge(old, now, compareContracts(old, now));
  return { level: diff.level, diff, breaks: breaks.length, beyondTypes };
}
