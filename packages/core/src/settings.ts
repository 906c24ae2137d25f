import { isSafe } from "./address.js";
import { longestMs } from "./clock.js";
import { shown } from "./kind.js";
import type { ClientOptions, RequestOptions } from "./options.js";

/** Makes an error from the name of what is at fault, and what is wrong with it. */
export type Fail = (name: string, problem: string) => Error;

/** The least of each limit; those from 0 are whole. */
const limits = { timeoutMs: 1, deadlineMs: 1, retryAfterCapMs: 0, maxRetries: 0 };

/** Checks what a client and a call may both be given. */
export function checkOptions(options: ClientOptions | RequestOptions, fail: Fail): void {
  // Without types, anything may be given.
  if (Object(options) !== options || "aborted" in options) {
    // Not what was given: that may be a key.
    throw fail("options", "must be an object of options; a signal goes into it as { signal }");
  }
  const signal: unknown = Reflect.get(options, "signal") ?? undefined;
  if (signal !== undefined && !("aborted" in (Object(signal) as object))) {
    throw fail("signal", `is ${shown(signal)}; allowed: an AbortSignal`);
  }
  for (const [name, least] of Object.entries(limits)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined) continue;
    const allowed = typeof value === "number" && value >= least && value <= longestMs;
    if (allowed && (least || Number.isInteger(value))) continue;
    const kind = least ? "milliseconds" : "a whole number";
    throw fail(name, `is ${shown(value)}; allowed: ${kind} from ${least} to ${longestMs}`);
  }
  const mismatch: unknown = options.responseMismatch ?? "error";
  if (mismatch !== "error" && mismatch !== "warning") {
    throw fail("responseMismatch", `is ${shown(mismatch)}; allowed: error, warning`);
  }
  const headers = options.headers ?? {};
  // Of a Headers or a Map nothing would be sent.
  if (Symbol.iterator in (Object(headers) as object)) {
    throw fail("headers", "must be an object of names and values; Object.fromEntries() makes one");
  }
  for (const [name, value] of Object.entries<unknown>(headers)) {
    try {
      new Headers([[name, typeof value === "string" ? value : "\0"]]);
    } catch {
      // Not its value: that may be a secret.
      throw fail("headers", `has ${JSON.stringify(name)}, which cannot be sent as it is`);
    }
  }
}

const callable = (value: unknown): boolean => typeof value === "function";

/** Checks what is called: layers, and a user's own fetch, logger, clock and random. */
export function checkCallables(
  given: Readonly<Partial<Record<keyof ClientOptions, unknown>>>,
  fail: Fail,
): void {
  const check = (name: keyof ClientOptions, allowed: string, fits: boolean): void => {
    if (!fits) throw fail(name, `is ${shown(given[name])}; allowed: ${allowed}`);
  };
  const { fetch = callable, layers, logger = {}, clock, random } = given;
  /** Its methods; of what is no object none. */
  const own = (value: unknown, names: string): unknown[] =>
    names
      .split(", ")
      .map((name): unknown => Object(value) === value && Reflect.get(value as object, name));
  const listed = Array.isArray(layers) && layers.every(callable);
  check("layers", "an array of functions, such as defaultLayers()", listed);
  check("fetch", "a function", callable(fetch));
  check("random", "a function", callable(random));
  const [time, log] = ["now, sleep", "debug, info, warn, error"] as const;
  check("clock", `an object with functions ${time}`, own(clock, time).every(callable));
  const told = own(logger, log).filter((each) => each !== undefined);
  check("logger", `an object with functions ${log}, or some of them`, told.every(callable));
}

/** The address without a trailing slash. */
export function checkBaseUrl(given: unknown, fail: Fail): string {
  const baseUrl = String(given);
  const url = URL.canParse(baseUrl) && !/[?#@]/.test(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && isSafe(url)) return url.origin + url.pathname.replace(/\/+$/, "");
  // Before an @ may stand a password.
  const problem = baseUrl.includes("@") ? "cannot be used" : `is ${shown(baseUrl)}`;
  const allowed = "https, or http to this machine, without user, query and fragment";
  throw fail("baseUrl", `${problem}; allowed: ${allowed}`);
}

/** Sets each header over one of the same name, however that is spelled. */
export function setAll(headers: Headers, added?: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(added ?? {})) headers.set(name, value);
}
