import type { Read } from "./schemas.js";
import type { World } from "./vendor.js";

export interface SlotRules<State> {
  readonly read: Read<State>;
  /** The state of a sandbox that is given a number only. */
  make(world: World): State;
  /** @throws InputError for what the schema cannot say, with the pointer to it: `at` is the state's. */
  check(state: State, at: string): void;
  /** Brings a state up to the clock's now, in place; what is already there stays. */
  advance(state: State, world: World): void;
}

/** One vendor's state: plain JSON that its handlers read and change. */
export class Slot<State> {
  readonly #rules: SlotRules<State>;
  readonly #world: World;
  readonly #at: string;
  readonly #initial: State;
  #state: State;
  #advancedTo = NaN;

  /** @throws InputError if what is `given` is no such state; undefined has one made. */
  constructor(rules: SlotRules<State>, world: World, at: string, given?: unknown) {
    this.#rules = rules;
    this.#world = world;
    this.#at = at;
    this.#initial = this.#checked(given === undefined ? rules.make(world) : given);
    this.#state = structuredClone(this.#initial);
  }

  /** As of now. Whoever changes it says so with `changed`. */
  get state(): State {
    const now = this.#world.clock.now();
    if (now !== this.#advancedTo) {
      this.#rules.advance(this.#state, this.#world);
      this.#advancedTo = now;
    }
    return this.#state;
  }

  changed(): void {
    this.#world.changed();
  }

  snapshot(): State {
    return structuredClone(this.state);
  }

  /** @returns what puts `given` in place of the state; InputError is thrown before that. */
  prepare(given: unknown): () => void {
    const state = this.#checked(given);
    return () => {
      this.#put(state);
    };
  }

  reset(): void {
    this.#put(structuredClone(this.#initial));
  }

  #put(state: State): void {
    this.#state = state;
    this.#advancedTo = NaN;
  }

  /** A copy, checked with its defaults, and up to date. */
  #checked(given: unknown): State {
    const state = this.#rules.read(given, this.#at);
    this.#rules.check(state, this.#at);
    this.#rules.advance(state, this.#world);
    return state;
  }
}

/** A vendor's slot as the engine needs it, whatever the state is. */
export type AnySlot = Pick<Slot<unknown>, "snapshot" | "prepare" | "reset">;
