import { maxTimerMs } from "../internal/clock.js";
import { formatValue, typeName } from "../internal/format.js";
import { refuseUnknown } from "../internal/unknown-option.js";

/** Builds an error from an option's name and the problem. */
export type Fail = (name: string, problem: string) => Error;

/** Whether a value is valid, and what would be. */
type Rule = readonly [(value: unknown) => boolean, string];

const isFunction = (value: unknown): boolean => typeof value === "function";
const isAny = (): boolean => true;

const between = (min: number, kind: string, whole = min === 0): Rule => [
  (value) =>
    typeof value === "number" &&
    value >= min &&
    value <= maxTimerMs &&
    (!whole || Number.isInteger(value)),
  `${kind} from ${min} to ${maxTimerMs}`,
];

/** An object with functions of these names. */
const withMethods = (names: string, optional: boolean): Rule => [
  (value) =>
    Object(value) === value &&
    names.split(", ").every((name) => {
      const member: unknown = Reflect.get(value as object, name);
      return (optional && member === undefined) || isFunction(member);
    }),
  `an object with functions ${names}${optional ? ", or some of them" : ""}`,
];

const wholeNumber = between(0, "a whole number");
const milliseconds = between(1, "milliseconds");
const anything: Rule = [isAny, ""];
/** What Billkit itself passes to fetch. */
const reserved = ["method", "headers", "body", "signal", "redirect"];

const callRules: Readonly<Record<string, Rule>> = {
  signal: [(value) => value === null || "aborted" in (Object(value) as object), "an AbortSignal"],
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  maxRetries: wholeNumber,
  responseMismatch: [
    (value) => value === null || value === "error" || value === "warning",
    "error, warning",
  ],
  headers: anything,
};
const { signal: _, ...shared } = callRules;
const clientRules: Readonly<Record<string, Rule>> = {
  ...shared,
  credential: anything,
  baseUrl: anything,
  pinned: [(value) => Object(value) === value, "an object of names and values"],
  retryAfterCapMs: wholeNumber,
  maxResponseBytes: between(1, "a whole number", true),
  layers: [
    (value) => Array.isArray(value) && value.every(isFunction),
    "an array of functions, such as defaultLayers()",
  ],
  fetch: [isFunction, "a function"],
  fetchOptions: [
    (value) =>
      typeName(value) === "object" &&
      !reserved.some((name) => Object.hasOwn(value as object, name)),
    `an object of options for fetch, such as { dispatcher }, without ${reserved.join(", ")}`,
  ],
  random: [isFunction, "a function"],
  clock: withMethods("now, sleep", false),
  logger: withMethods("debug, info, warn, error", true),
};

/** The names of all client options. For Billkit's own packages. */
export const clientOptionNames: readonly string[] = Object.keys(clientRules);

function check(
  given: object,
  rules: Readonly<Record<string, Rule>>,
  fail: Fail,
  allowed: readonly string[] = Object.keys(rules),
): void {
  if (Object(given) !== given || "aborted" in given) {
    // Not its value: it may be a key.
    throw fail("options", "must be an object of options; a signal goes into it as { signal }");
  }
  refuseUnknown(given, allowed, fail);
  for (const [name, [isValid, expected]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined && !isValid(value)) {
      throw fail(name, `is ${formatValue(value)}; allowed: ${expected}`);
    }
  }
}

/**
 * Checks the options of a call; JavaScript callers can pass anything.
 * @param names the options that exist, if they aren't those of a call
 */
export const checkRequestOptions = (given: object, fail: Fail, names?: readonly string[]): void => {
  check(given, callRules, fail, names);
};

/** Checks a client's options. */
export const checkClientOptions = (given: object, fail: Fail): void => {
  check(given, clientRules, fail);
};

/** Sets each header, replacing one of the same name in any case. */
export function setHeaders(headers: Headers, added: unknown, fail: Fail): void {
  // A Headers or a Map has no entries of its own.
  if (Symbol.iterator in (Object(added ?? {}) as object)) {
    throw fail("headers", "must be an object of names and values; Object.fromEntries() makes one");
  }
  for (const [name, value] of Object.entries((added ?? {}) as Record<string, unknown>)) {
    try {
      headers.set(name, typeof value === "string" ? value : "\0");
    } catch {
      // Not its value: it may be a secret.
      throw fail("headers", `has ${JSON.stringify(name)}, whose name or value can't be sent`);
    }
  }
}

/** This machine, by names and addresses that need no resolver. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** @returns the address without a trailing slash */
export function checkBaseUrl(given: unknown, fail: Fail): string {
  const baseUrl = String(given);
  const url = URL.canParse(baseUrl) && !/[?#@]/.test(baseUrl) && new URL(baseUrl);
  const isSafe =
    url && (url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname)));
  if (isSafe) return url.origin + url.pathname.replace(/\/+$/, "");
  // A password may stand before an @.
  const problem = baseUrl.includes("@") ? "can't be used" : `is ${formatValue(baseUrl)}`;
  const allowed = "https, or http to this machine, without user, query and fragment";
  throw fail("baseUrl", `${problem}; allowed: ${allowed}`);
}
