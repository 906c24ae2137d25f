import type { Faults } from "./faults.js";
import { InputError } from "./input-error.js";
import type { Service } from "./service.js";
import { readStateDocument, type GivenState, type StateDocument } from "./state-document.js";
import type { VendorService } from "./vendor.js";

/** A vendor that is served. */
export interface Served {
  readonly vendor: VendorService;
  readonly service: Service;
}

/** The parts of a sandbox that belong to no vendor; only `Control` changes them. */
export interface Base {
  seed: number;
  clockOffsetMs: number;
}

/** Reads and changes the state of a sandbox, for its handle and its control API. */
export class Control {
  readonly faults: Faults;
  readonly #served: readonly Served[];
  readonly #known: readonly string[];
  readonly #base: Base;
  readonly #start: {
    readonly base: Base;
    readonly requests: Readonly<Record<string, number>>;
    readonly faults: readonly unknown[];
  };
  readonly #changed: () => void;

  /** @throws InputError for an invalid one of the initial `faults` */
  constructor(
    served: readonly Served[],
    known: readonly string[],
    base: Base,
    start: { given: GivenState; faults: readonly unknown[] },
    faults: Faults,
    changed: () => void,
  ) {
    this.faults = faults;
    this.#served = served;
    this.#known = known;
    this.#base = base;
    this.#changed = changed;
    this.#start = {
      base: { ...base },
      requests: start.given.requests ?? {},
      faults: start.faults,
    };
    this.#restart(this.#start.requests);
    faults.restart(start.faults);
  }

  state(): StateDocument {
    const by = <T>(value: (served: Served) => T) =>
      Object.fromEntries(this.#served.map((each) => [each.vendor.name, value(each)]));
    return {
      ...this.#base,
      requests: by(({ service }) => service.requests),
      vendors: by(({ vendor }) => vendor.slot.snapshot()),
    };
  }

  /**
   * Replaces the given parts of the state; the others stay as they are.
   * @throws InputError with a pointer to the problem; nothing is changed then
   */
  setState(value: unknown): void {
    const { seed, clockOffsetMs, requests, vendors } = readStateDocument(value, this.#known);
    const before = { ...this.#base };
    // A vendor's generated state depends on seed and time.
    Object.assign(this.#base, {
      seed: seed ?? before.seed,
      clockOffsetMs: clockOffsetMs ?? before.clockOffsetMs,
    });
    try {
      const puts = this.#served.flatMap(({ vendor: { name, slot } }) => {
        const given = vendors?.[name];
        return given === undefined ? [] : [slot.prepare(given)];
      });
      for (const put of puts) put();
    } catch (error) {
      Object.assign(this.#base, before);
      throw error;
    }
    if (requests) this.#restart(requests);
    this.#changed();
  }

  /** Restores the initial state, including faults and request ids; time continues. */
  reset(): void {
    Object.assign(this.#base, this.#start.base);
    for (const { vendor } of this.#served) vendor.slot.reset();
    this.#restart(this.#start.requests);
    this.faults.restart(this.#start.faults);
    this.#changed();
  }

  /**
   * Makes something happen to an account that no request can cause.
   * @throws InputError for an unknown vendor or action, or an invalid argument
   */
  act(vendorName: string, action: string, argument: unknown): void {
    const served = this.#served.find(({ vendor }) => vendor.name === vendorName);
    if (!served) {
      const names = this.#served.map(({ vendor }) => vendor.name).join(", ");
      throw new InputError(`Vendor ${JSON.stringify(vendorName)} is unknown; allowed: ${names}.`);
    }
    const { actions } = served.vendor;
    const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!run) {
      const names = Object.keys(actions).join(", ") || "none";
      throw new InputError(
        `${vendorName} has no action ${JSON.stringify(action)}; allowed: ${names}.`,
      );
    }
    run(argument);
    this.#changed();
  }

  #restart(requests: Readonly<Record<string, number>>): void {
    for (const { vendor, service } of this.#served) service.restart(requests[vendor.name] ?? 0);
  }
}
