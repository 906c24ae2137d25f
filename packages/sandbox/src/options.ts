import { systemClock, type Clock } from "./engine/clock.js";
import { InputError } from "./engine/input-error.js";
import { isObject } from "./engine/json.js";
import type { GivenState } from "./engine/state-document.js";
import { vendorNames, type Fault, type VendorName } from "./vendors/registry.js";

/** Options of every sandbox, with or without a socket. */
export interface CommonOptions<Name extends VendorName = VendorName> {
  /**
   * A whole number that all data is generated from: the same seed and clock return the same bytes.
   * Or an initial state; parts that it omits are generated from its `seed`.
   * @default 1
   */
  readonly seed?: number | GivenState | undefined;
  /**
   * The source of time: billing periods, usage and token lifetimes follow it.
   * @default the system clock
   */
  readonly clock?: Clock | undefined;
  /**
   * The vendors to serve, in the order of their ports.
   * @default all
   */
  readonly vendors?: readonly Name[] | undefined;
  /**
   * How many polls return InProgress before a report is complete, unless the state sets it; 0 for
   * none.
   * @default 2
   */
  readonly reportPolls?: number | undefined;
  /**
   * Whether a request over the vendor's published limit gets a 429.
   * @default false
   */
  readonly enforceLimits?: boolean | undefined;
  /**
   * Whether every response is checked against the contract, and one that breaks it becomes a 500.
   * @default false
   */
  readonly validateResponses?: boolean | undefined;
  /**
   * Faults from the start on, and again after a reset.
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
  /** Not yet validated. */
  readonly faults: readonly unknown[];
}

/** Leaves room for all dates relative to the clock's time to have a four-digit year. */
const farthestMs = Date.UTC(2400, 0, 1);

/**
 * Options with their defaults; `more` are the names of options that are read elsewhere.
 * @throws InputError naming the option, its value and what is allowed
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
  check("reportPolls", reportPolls, isCount(reportPolls), "a whole number from 0");
  check("clock", clock, typeof clock.now === "function", "an object with a now() function");
  const now = clock.now();
  const isNow = Math.abs(now) <= farthestMs && typeof now === "number";
  check("clock", now, isNow, "a clock whose now() is milliseconds within 430 years of 1970");
  for (const name of ["enforceLimits", "validateResponses"] as const) {
    check(name, settings[name], typeof settings[name] === "boolean", "true or false");
  }
  check("vendors", vendors, Array.isArray(vendors), "a list of names");
  for (const vendor of vendors) {
    check("vendors", vendor, vendorNames.includes(vendor), `any of ${vendorNames.join(", ")}`);
  }
  const once = new Set(vendors).size === vendors.length && vendors.length > 0;
  check("vendors", vendors, once, "a list of one or more names without duplicates");
  check("faults", faults, Array.isArray(faults), "a list of faults");
  return settings;
}

/** @throws InputError if the option's value isn't `good` */
export function check(option: string, value: unknown, good: boolean, allowed: string): void {
  if (good) return;
  throw new InputError(`Sandbox option ${option} must be ${allowed}, not ${show(value)}.`);
}

export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function show(value: unknown): string {
  if (typeof value === "number" || value === undefined) return String(value);
  return JSON.stringify(value);
}
