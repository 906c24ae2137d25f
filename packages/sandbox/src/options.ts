import { systemClock, type Clock } from "./engine/clock.js";
import { InputError } from "./engine/input-error.js";
import { isObject } from "./engine/json.js";
import type { GivenState } from "./engine/state-document.js";
import { vendorNames, type Fault, type VendorName } from "./vendors/registry.js";

/** What every sandbox takes, with a socket or without. */
export interface CommonOptions<Name extends VendorName = VendorName> {
  /**
   * A whole number that all data are made from: the same seed and clock give the same bytes. Or a
   * state to begin with, of which what is left out is made from its `seed`.
   * @default 1
   */
  readonly seed?: number | GivenState | undefined;
  /**
   * Where the time comes from: billing periods, usage and the life of tokens follow it.
   * @default the system's clock
   */
  readonly clock?: Clock | undefined;
  /**
   * The vendors to serve, in the order of their ports.
   * @default all
   */
  readonly vendors?: readonly Name[] | undefined;
  /**
   * How often a report is answered as InProgress before it is complete, where the state does not
   * say otherwise; 0 for never.
   * @default 2
   */
  readonly reportPolls?: number | undefined;
  /**
   * Whether a request past the vendor's published limit is refused with 429.
   * @default false
   */
  readonly enforceLimits?: boolean | undefined;
  /**
   * Whether every answer is checked against the contract, and one that breaks it becomes a 500.
   * @default false
   */
  readonly validateResponses?: boolean | undefined;
  /**
   * What goes wrong from the start on, and again after a reset.
   * @default []
   */
  readonly faults?: readonly Fault[] | undefined;
}

export interface CommonSettings {
  readonly seed: number | GivenState;
  readonly clock: Clock;
  readonly vendors: readonly VendorName[];
  readonly reportPolls: number;
  readonly enforceLimits: boolean;
  readonly validateResponses: boolean;
  /** Not yet looked into. */
  readonly faults: readonly unknown[];
}

/** Room for all that is dated from the clock's time on, to be a date-time of four digits. */
const farthestMs = Date.UTC(2400, 0, 1);

/**
 * Options with their defaults; `more` are the names of those that are read elsewhere.
 * @throws InputError naming the option, its value and what it takes.
 */
export function readOptions(options: CommonOptions, more: readonly string[] = []): CommonSettings {
  const settings = {
    seed: options.seed ?? 1,
    clock: options.clock ?? systemClock,
    vendors: options.vendors ?? vendorNames,
    reportPolls: options.reportPolls ?? 2,
    enforceLimits: options.enforceLimits ?? false,
    validateResponses: options.validateResponses ?? false,
    faults: options.faults ?? [],
  };
  const known = [...Object.keys(settings), ...more];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InputError(`A sandbox has no option ${unknown}.`);
  const { seed, clock, vendors, reportPolls, faults } = settings;
  check(
    "seed",
    seed,
    isObject(seed) || Number.isSafeInteger(seed),
    "a whole number, a file or a state",
  );
  check("reportPolls", reportPolls, isCount(reportPolls), "a whole number from 0 on");
  check("clock", clock, typeof clock.now === "function", "an object with a now() function");
  const now = clock.now();
  const isNow = Math.abs(now) <= farthestMs && typeof now === "number";
  check("clock", now, isNow, "a now() of milliseconds since 1970, at most 430 years from there");
  for (const name of ["enforceLimits", "validateResponses"] as const) {
    check(name, settings[name], typeof settings[name] === "boolean", "true or false");
  }
  check("vendors", vendors, Array.isArray(vendors), "a list of names");
  for (const vendor of vendors) {
    check("vendors", vendor, vendorNames.includes(vendor), `any of ${vendorNames.join(", ")}`);
  }
  const once = new Set(vendors).size === vendors.length && vendors.length > 0;
  check("vendors", vendors, once, "at least one name, each once");
  check("faults", faults, Array.isArray(faults), "a list of faults");
  return settings;
}

/** @throws InputError for a value of an option that is not `good`. */
export function check(option: string, value: unknown, good: boolean, takes: string): void {
  if (good) return;
  throw new InputError(`Sandbox option ${option} takes ${takes}, not ${show(value)}.`);
}

export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function show(value: unknown): string {
  if (typeof value === "number" || value === undefined) return String(value);
  return JSON.stringify(value);
}
