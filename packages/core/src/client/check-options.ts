import { maxTimerMs } from "../internal/clock.js";
import { formatValue, truncate, typeName } from "../internal/format.js";

/** Builds an error from an option's name and the problem. */
export type Fail = (name: string, problem: string) => Error;

/** Whether a value is valid, and which values are. */
type Rule = readonly [isValid: (value: unknown) => boolean, expected: string];

const isFunction = (value: unknown): boolean => typeof value === "function";
/** Validated where the value is used: `setHeaders`, `checkBaseUrl`, `credentialSource`. */
const checkedLater: Rule = [() => true, ""];
const callable: Rule = [isFunction, "a function"];

const between = (min: number, kind: string): Rule => [
  (value) =>
    typeof value === "number" &&
    value >= min &&
    value <= maxTimerMs &&
    (kind === "milliseconds" || Number.isInteger(value)),
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

/** The options that Billkit itself passes to fetch. */
const reserved = ["method", "headers", "body", "signal", "redirect"];

const limits: Readonly<Record<string, Rule>> = {
  timeoutMs: between(1, "milliseconds"),
  deadlineMs: between(1, "milliseconds"),
  maxRetries: between(0, "a whole number"),
  responseMismatch: [
    (value) => [null, "error", "warning"].includes(value as null),
    "error, warning",
  ],
  headers: checkedLater,
};
const callRules: Readonly<Record<string, Rule>> = {
  ...limits,
  signal: [(value) => value === null || "aborted" in Object(value), "an AbortSignal"],
};
const clientRules: Readonly<Record<string, Rule>> = {
  ...limits,
  credential: checkedLater,
  baseUrl: checkedLater,
  pinned: [(value) => typeName(value) === "object", "an object of names and values"],
  retryAfterCapMs: between(0, "a whole number"),
  maxResponseBytes: between(1, "a whole number"),
  layers: [
    (value) => Array.isArray(value) && value.every(isFunction),
    "an array of functions, such as defaultLayers()",
  ],
  fetch: callable,
  fetchOptions: [
    (value) => typeName(value) === "object" && !reserved.some((name) => name in (value as object)),
    `an object such as { dispatcher }, without ${reserved.join(", ")}`,
  ],
  random: callable,
  clock: withMethods("now, sleep", false),
  logger: withMethods("debug, info, warn, error", true),
};

/** The names of all client options. For Billkit's own packages. */
export const clientOptionNames: readonly string[] = /* @__PURE__ */ Object.keys(clientRules);

function check(
  given: object,
  rules: Readonly<Record<string, Rule>>,
  fail: Fail,
  allowed: readonly string[] = Object.keys(rules),
): void {
  if (Object(given) !== given || "aborted" in given) {
    // Without the value, which can be a key.
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

/**
 * Rejects options that don't exist and suggests the closest one that does. An option whose value is
 * `undefined` counts as absent. For Billkit's own packages.
 *
 * @param given - the options as the caller passed them
 * @param allowed - the names of all options that exist
 * @param fail - builds the error from the option's name and the problem
 * @throws the error that `fail` returns, for the first unknown option
 */
export function refuseUnknown(given: object, allowed: readonly string[], fail: Fail): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || allowed.includes(name)) continue;
    throw fail(truncate(name), `is an unknown option; ${suggestName(name, allowed)}`);
  }
}

/**
 * Suggests the closest of the names that exist, or lists them if none is close. For Billkit's own packages.
 *
 * @returns `did you mean region?` or `allowed: region, baseUrl`
 */
export function suggestName(name: string, allowed: readonly string[]): string {
  const best = Math.max(...allowed.map((option) => overlap(name, option)));
  const nearest = allowed.find((option) => overlap(name, option) === best);
  return best >= Math.max(2, name.length / 3)
    ? `did you mean ${nearest}?`
    : `allowed: ${allowed.join(", ")}`;
}

/** The number of character pairs that two names share, ignoring case. */
const overlap = (one: string, other: string): number =>
  Array.from(one.toLowerCase()).filter(
    (char, at, all) => at && other.toLowerCase().includes(`${all[at - 1]}${char}`),
  ).length;

/** Sets each header, replacing one of the same name in any case. */
export function setHeaders(headers: Headers, added: unknown, fail: Fail): void {
  // A Headers or a Map has no entries of its own.
  if (Symbol.iterator in Object(added ?? {})) {
    throw fail("headers", "must be an object of names and values; Object.fromEntries() makes one");
  }
  for (const [name, value] of Object.entries(added ?? {})) {
    try {
      headers.set(name, typeof value === "string" ? value : "\0");
    } catch {
      // Without the value, which can be a secret.
      throw fail("headers", `has ${JSON.stringify(name)}, whose name or value can't be sent`);
    }
  }
}

/** @returns the address without a trailing slash */
export function checkBaseUrl(given: unknown, fail: Fail): string {
  const baseUrl = String(given);
  const url = URL.canParse(baseUrl) && !/[?#@]/.test(baseUrl) && new URL(baseUrl);
  // `x.localhost` may resolve to another machine.
  if (url && /^(https:|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/))/.test(url.href)) {
    return url.origin + url.pathname.replace(/\/+$/, "");
  }
  // A password can precede an @.
  const problem = baseUrl.includes("@") ? "can't be used" : `is ${formatValue(baseUrl)}`;
  const allowed = "https, or http to this machine, without user, query and fragment";
  throw fail("baseUrl", `${problem}; allowed: ${allowed}`);
}
