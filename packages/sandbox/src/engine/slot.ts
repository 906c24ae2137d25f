import type { Read } from "./schemas.js";
import type { World } from "./vendor.js";

export interface SlotRules<State> {
  readonly read: Read<State>;
  /** The initial state of a sandbox that only has a seed number. */
  make(world: World): State;
  /**
   * @throws InputError for problems that the schema can't express, with a pointer; `at` is the
   * state's
   */
  check(state: State, at: string): void;
  /** Advances a state to the clock's current time, in place; existing data stays unchanged. */
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

  /** @throws InputError if `given` isn't a valid state; undefined generates one */
  constructor(rules: SlotRules<State>, world: World, at: string, given?: unknown) {
    this.#rules = rules;
    this.#world = world;
    this.#at = at;
    // A generated state is valid, and compiling its schema takes longer than generating it.
    this.#initial = given === undefined ? this.#upToDate(rules.make(world)) : this.#checked(given);
    this.#state = structuredClone(this.#initial);
  }

  /** The current state. Call `changed` after changing it. */
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

  /** @returns a function that replaces the state by `given`; throws InputError before that */
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

  /** A validated copy with defaults, up to date. */
  #checked(given: unknown): State {
    const state = this.#rules.read(given, this.#at);
    this.#rules.check(state, this.#at);
    return this.#upToDate(state);
  }

  #upToDate(state: State): State {
    this.#rules.advance(state, this.#world);
    return state;
  }
}

/** A vendor's slot as the engine uses it, whatever the state. */
export type AnySlot = Pick<Slot<unknown>, "snapshot" | "prepare" | "reset">;
