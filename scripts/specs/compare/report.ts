import { type Json, sameJson } from "../../common/json.js";
import { type Change, type Diff, diffOf } from "../rate/level.js";
import { type RuleId, rules } from "../rate/rules.js";
import type { Place, Sides } from "./place.js";
import { fromTo } from "./words.js";

/** Collects changes; one that is reached in several ways is reported once. */
export class Report {
  readonly #changes = new Map<string, Change>();

  /**
   * @param text the first half of the message
   * @param why what users notice, where it can be said better than the rule does
   */
  add(
    rule: RuleId,
    at: Sides<Place>,
    [old = null, now = null]: readonly [(Json | undefined)?, (Json | undefined)?],
    text: string,
    why: string = rules[rule].why,
  ): void {
    const location = { old: at.old.pointer, new: at.now.pointer };
    const key = JSON.stringify([rule, location, old, now]);
    if (this.#changes.has(key)) return;
    const { level } = rules[rule];
    this.#changes.set(key, { level, rule, location, old, new: now, message: `${text}: ${why}` });
  }

  /** Reports a part that one of the two may lack; that one is then placed at `near`. */
  part(
    rule: RuleId,
    was: Place | undefined,
    is: Place | undefined,
    near: Sides<Place>,
    text: string,
  ): void {
    this.add(rule, { old: was ?? near.old, now: is ?? near.now }, [was?.value, is?.value], text);
  }

  /** Reports the member `key` of two objects if its values differ. */
  member(rule: RuleId, at: Sides<Place>, key: string, subject: string): void {
    const [was, is] = [at.old.get(key), at.now.get(key)];
    if (samePlace(was, is)) return;
    this.part(rule, was, is, at, `${subject} ${fromTo(was?.value, is?.value)}`);
  }

  diff(): Diff {
    return diffOf([...this.#changes.values()]);
  }
}

/** Whether both are missing or have the same JSON. */
export function samePlace(was: Place | undefined, is: Place | undefined): boolean {
  return was && is ? sameJson(was.value, is.value) : was === is;
}
