import type { Json } from "../../common/json.js";
import { type Change, type Diff, LEVELS, worst } from "./change.js";
import type { Place } from "./place.js";
import { type RuleId, rules } from "./rules.js";

/** A change as it was found; the table rates it. */
export interface Finding {
  readonly rule: RuleId;
  readonly at: { readonly old: Place; readonly new: Place };
  readonly old?: Json | undefined;
  readonly new?: Json | undefined;
  /** The first half of the sentence; what users feel is the other. */
  readonly text: string;
  /** What users feel, where it can be said better than the table does. */
  readonly felt?: string | undefined;
}

/** Collects changes; one that is met on several ways is one. */
export class Report {
  readonly #changes = new Map<string, Change>();

  add({ rule, at, old = null, new: now = null, text, felt }: Finding): void {
    const location = { old: at.old.pointer, new: at.new.pointer };
    const key = JSON.stringify([rule, location, old, now]);
    if (this.#changes.has(key)) return;
    const message = `${text}: ${felt ?? rules[rule].felt}`;
    this.#changes.set(key, { level: rules[rule].level, rule, location, old, new: now, message });
  }

  diff(): Diff {
    const found = [...this.#changes.values()];
    const rank = ({ level }: Change): number => -LEVELS.indexOf(level);
    const changes = found.sort((a, b) => rank(a) - rank(b));
    return { level: worst(changes.map(({ level }) => level)), changes };
  }
}
