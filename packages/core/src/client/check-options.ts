import { maxTimerMs } from "../internal/clock.js";
import { formatValue, truncate, typeName } from "../internal/format.js";
import { validateArgument, type ValueSchema } from "../request/argument-schema.js";

/** Builds an error from an option's name and the problem. */
export type Fail = (name: string, problem: string) => Error;

type Rules = Readonly<Record<string, ValueSchema>>;

const isFunction = (value: unknown): boolean => typeof value === "function";
const isObject = (value: unknown): boolean => typeName(value) === "object";
const callable: ValueSchema = { type: "function" };

const between = (type: string, min: number, unit: string): ValueSchema => ({
  type,
  min,
  max: maxTimerMs,
  allowed: `${unit} from ${min} to ${maxTimerMs}`,
});
const milliseconds = /* @__PURE__ */ between("number", 1, "milliseconds");
const countFrom = (min: number): ValueSchema => between("integer", min, "a whole number");

/** An object with functions of these names. */
const withMethods = (names: string, suffix = ""): ValueSchema => ({
  match: (value) =>
    Object(value) === value &&
    names.split(", ").every((name) => {
      const member: unknown = Reflect.get(value, name);
      return (suffix && member === undefined) || isFunction(member);
    }),
  allowed: `an object with functions ${names}${suffix}`,
});

/** The options that Billkit itself passes to fetch. */
const reserved = ["method", "headers", "body", "signal", "redirect"];

const limits: Rules = {
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  maxRetries: /* @__PURE__ */ countFrom(0),
  responseMismatch: { enum: ["error", "warning"] },
  // Validated where it is used, by `setHeaders`.
  headers: {},
};
const callRules: Rules = {
  ...limits,
  signal: {
    match: (value: unknown) => value === null || "addEventListener" in Object(value),
    allowed: "an AbortSignal",
  },
};
/** A function, so that bundles which check no client leave it out. */
const clientRules = (): Rules => ({
  ...limits,
  // Validated where they are used: `credentialSource`, `checkBaseUrl`.
  credential: {},
  baseUrl: {},
  pinned: { match: isObject, allowed: "an object of names and values" },
  retryAfterCapMs: countFrom(0),
  maxResponseBytes: countFrom(1),
  layers: {
    match: (value: unknown) => Array.isArray(value) && value.every(isFunction),
    allowed: "an array of functions",
  },
  fetch: callable,
  fetchOptions: {
    match: (value) => isObject(value) && !reserved.some((name) => name in (value as object)),
    allowed: `an object such as { dispatcher }, without ${reserved.join(", ")}`,
  },
  random: callable,
  clock: withMethods("now, sleep"),
  logger: withMethods("debug, info, warn, error", ", or some of them"),
});

/** The names of all client options. For Billkit's own packages. */
export const clientOptionNames: readonly string[] = /* @__PURE__ */ Object.keys(
  /* @__PURE__ */ clientRules(),
);

function check(
  given: object,
  rules: Rules,
  fail: Fail,
  allowed: readonly string[] = Object.keys(rules),
): void {
  if (Object(given) !== given || "aborted" in given) {
    // Without the value, which can be a key.
    throw fail("options", "must be an object; pass a signal as { signal }");
  }
  refuseUnknown(given, allowed, fail);
  for (const [name, rule] of Object.entries(rules)) {
    const value: unknown = Reflect.get(given, name);
    const found = value === undefined ? undefined : validateArgument(rule, value);
    if (found) throw fail(name, found[1]);
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
  check(given, clientRules(), fail);
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
  const lower = name.toLowerCase();
  /** The number of character pairs that an option shares with the name. */
  const overlap = (option = ""): number =>
    Array.from(lower).filter(
      (char, at, all) => at && option.toLowerCase().includes(`${all[at - 1]}${char}`),
    ).length;
  const [nearest] = [...allowed].sort((one, other) => overlap(other) - overlap(one));
  return overlap(nearest) >= Math.max(2, name.length / 3)
    ? `did you mean ${nearest}?`
    : `allowed: ${allowed.join(", ")}`;
}

/** Sets each header, replacing one of the same name in any case. */
export function setHeaders(headers: Headers, added: unknown, fail: Fail): void {
  const given = added ?? {};
  // A Headers or a Map has no entries of its own.
  if (!isObject(given)) {
    throw fail("headers", "must be a plain object; Object.fromEntries() makes one");
  }
  for (const [name, value] of Object.entries(given)) {
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
