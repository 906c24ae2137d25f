import { isSafe } from "../internal/is-secure-url.js";
import { longestMs } from "../internal/clock.js";
import { kindOf, shown } from "../internal/format.js";
import type { ClientOptions } from "./options.js";

/** Makes an error from the name of what is at fault, and what is wrong with it. */
export type Fail = (name: string, problem: string) => Error;

/** Whether a value can be used, and what could be. */
type Rule = readonly [(value: unknown) => boolean, string];

const callable = (value: unknown): boolean => typeof value === "function";

const within = (least: number, kind: string, whole = least === 0): Rule => [
  (value) =>
    typeof value === "number" &&
    value >= least &&
    value <= longestMs &&
    (!whole || Number.isInteger(value)),
  `${kind} from ${least} to ${longestMs}`,
];

/** An object whose members of these names are functions. */
const having = (names: string, optional: boolean): Rule => [
  (value) =>
    Object(value) === value &&
    names.split(", ").every((name) => {
      const member: unknown = Reflect.get(value as object, name);
      return (optional && member === undefined) || callable(member);
    }),
  `an object with functions ${names}${optional ? ", or some of them" : ""}`,
];

/** What a client and a call may both be given; then what a client alone is. */
const both: Readonly<Record<string, Rule>> = {
  signal: [(value) => value === null || "aborted" in (Object(value) as object), "an AbortSignal"],
  timeoutMs: within(1, "milliseconds"),
  deadlineMs: within(1, "milliseconds"),
  retryAfterCapMs: within(0, "a whole number"),
  maxRetries: within(0, "a whole number"),
  responseMismatch: [
    (value) => value === null || value === "error" || value === "warning",
    "error, warning",
  ],
};
const client: Readonly<Record<string, Rule>> = {
  layers: [
    (value) => Array.isArray(value) && value.every(callable),
    "an array of functions, such as defaultLayers()",
  ],
  fetch: [callable, "a function"],
  fetchOptions: [
    (value) => kindOf(value) === "object",
    "an object of options for fetch, such as { dispatcher }",
  ],
  random: [callable, "a function"],
  clock: having("now, sleep", false),
  logger: having("debug, info, warn, error", true),
};

function check(given: object, rules: Readonly<Record<string, Rule>>, fail: Fail): void {
  for (const [name, [fits, allowed]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined && !fits(value)) {
      throw fail(name, `is ${shown(value)}; allowed: ${allowed}`);
    }
  }
}

/** Checks what a client and a call may both be given. */
export function checkOptions(options: object, fail: Fail): void {
  // Without types, anything may be given.
  if (Object(options) !== options || "aborted" in options) {
    // Not what was given: that may be a key.
    throw fail("options", "must be an object of options; a signal goes into it as { signal }");
  }
  check(options, both, fail);
}

/** Checks what is called: layers, and a user's own fetch with its options, logger, clock and random. */
export function checkCallables(given: Pick<ClientOptions, "fetchOptions">, fail: Fail): void {
  check(given, client, fail);
  const own = ["method", "headers", "body", "signal", "redirect"];
  const set = own.find((name) => given.fetchOptions?.[name] !== undefined);
  if (set) throw fail("fetchOptions", `can't set ${set}: the client sets it for each request`);
}

/** Sets each header over one of the same name, however that is spelled. */
export function setAll(headers: Headers, added: unknown, fail: Fail): void {
  // Of a Headers or a Map nothing would be sent.
  if (Symbol.iterator in (Object(added ?? {}) as object)) {
    throw fail("headers", "must be an object of names and values; Object.fromEntries() makes one");
  }
  for (const [name, value] of Object.entries((added ?? {}) as Record<string, unknown>)) {
    try {
      headers.set(name, typeof value === "string" ? value : "\0");
    } catch {
      // Not its value: that may be a secret.
      throw fail("headers", `has ${JSON.stringify(name)}, which cannot be sent as it is`);
    }
  }
}

/** The address without a trailing slash. */
export function checkBaseUrl(given: unknown, fail: Fail): string {
  const baseUrl = String(given);
  const url = URL.canParse(baseUrl) && !/[?#@]/.test(baseUrl) && new URL(baseUrl);
  if (url && isSafe(url)) return url.origin + url.pathname.replace(/\/+$/, "");
  // Before an @ may stand a password.
  const problem = baseUrl.includes("@") ? "cannot be used" : `is ${shown(baseUrl)}`;
  const allowed = "https, or http to this machine, without user, query and fragment";
  throw fail("baseUrl", `${problem}; allowed: ${allowed}`);
}
