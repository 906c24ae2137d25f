import { isIP } from "node:net";
import { systemClock, type Clock } from "./engine/clock.js";
import { vendorNames, type VendorName } from "./vendors/registry.js";

/** What a sandbox plays, where it listens, and what it answers. */
export interface SandboxOptions<Name extends VendorName = VendorName> {
  /**
   * The first vendor's port, from 0 to 65535; each further vendor takes the next one. 0 lets the
   * system choose free ones.
   * @default 0
   */
  readonly port?: number | undefined;
  /**
   * The address to listen on: a loopback one.
   * @default "127.0.0.1"
   */
  readonly host?: string | undefined;
  /**
   * A whole number that all data are made from: the same seed and clock give the same bytes.
   * @default 1
   */
  readonly seed?: number | undefined;
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
   * How often a report is answered as InProgress before it is complete; 0 for never.
   * @default 2
   */
  readonly reportPolls?: number | undefined;
  /**
   * Whether requests beyond a vendor's published limit are refused (429). The rate headers count
   * either way.
   * @default false
   */
  readonly enforceLimits?: boolean | undefined;
  /**
   * Whether every answer is checked against the contract, and one that breaks it becomes a 500.
   * @default false
   */
  readonly validateResponses?: boolean | undefined;
}

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly clock: Clock;
  readonly vendors: readonly VendorName[];
  readonly reportPolls: number;
  readonly enforceLimits: boolean;
  readonly validateResponses: boolean;
}

/**
 * Options with their defaults.
 * @throws Error naming the option, its value and what it takes.
 */
export function readOptions(options: SandboxOptions): Settings {
  const settings = {
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    seed: options.seed ?? 1,
    clock: options.clock ?? systemClock,
    vendors: options.vendors ?? vendorNames,
    reportPolls: options.reportPolls ?? 2,
    enforceLimits: options.enforceLimits ?? false,
    validateResponses: options.validateResponses ?? false,
  };
  const [unknown] = Object.keys(options).filter((name) => !Object.hasOwn(settings, name));
  if (unknown !== undefined) throw new Error(`A sandbox has no option ${unknown}.`);
  const { port, host, seed, clock, vendors, reportPolls } = settings;
  check("seed", seed, Number.isSafeInteger(seed), "a whole number");
  check("reportPolls", reportPolls, isCount(reportPolls), "a whole number from 0 on");
  check("host", host, isLoopback(host), "a loopback address (127.0.0.1, ::1 or localhost)");
  check("clock", clock, typeof clock.now === "function", "an object with a now() function");
  for (const vendor of vendors) {
    check("vendors", vendor, vendorNames.includes(vendor), `any of ${vendorNames.join(", ")}`);
  }
  const once = new Set(vendors).size === vendors.length && vendors.length > 0;
  check("vendors", vendors, once, "at least one name, each once");
  const last = port === 0 ? 65_535 : 65_536 - vendors.length;
  check("port", port, isCount(port) && port <= last, `a whole number from 0 to ${last}`);
  return settings;
}

function check(option: string, value: unknown, good: boolean, takes: string): void {
  if (good) return;
  throw new Error(`Sandbox option ${option} takes ${takes}, not ${show(value)}.`);
}

function show(value: unknown): string {
  if (typeof value === "number" || value === undefined) return String(value);
  return JSON.stringify(value);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Whatever listens elsewhere can be reached by others, and nothing here asks who they are. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
