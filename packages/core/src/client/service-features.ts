import type { Received } from "../internal/call-error.js";
import { fieldOf } from "../internal/pointer.js";
import { redact } from "../internal/redact.js";
import type { Call } from "../pipeline/call.js";
import { decode } from "../response/body.js";
import type { PinnedParameter, ServiceDefinition } from "./service.js";

// Features that only some services need. Generated code imports them, so that other bundles don't
// contain them.

const parameter = (name: string, value: string): string =>
  `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;

/** Sends credentials in the query, and hides them where a response shows its address. */
export const queryCredentials: NonNullable<ServiceDefinition["queryCredentials"]> = {
  add: (url, name, value) => `${url}${url.includes("?") ? "&" : "?"}${parameter(name, value)}`,
  hide({ status, headers, statusText = "", redirected = false, url = "" }: Received, call: Call) {
    return { status, headers, statusText, redirected, url: redact(call, url) };
  },
};

/** Adds parameters with one value for all calls. */
export const pinnedParameters =
  (all: readonly PinnedParameter[]): NonNullable<ServiceDefinition["pinned"]> =>
  (given = {}, setHeader) =>
    all
      .map(({ option, in: place, name, value }) => {
        const own = given[option] ?? value;
        if (place === "query") return parameter(name, own);
        setHeader({ [name]: own });
        return "";
      })
      .filter(Boolean)
      .join("&");

/** A message with a wait is short; longer bodies aren't parsed. */
const maxMessageBytes = 65_536;

/** The wait that an error's message states, in milliseconds, by the forms' `retryAfterSeconds`. */
export const messageDelay: NonNullable<ServiceDefinition["messageDelay"]> = (
  { errors },
  { bytes, headers },
) => {
  for (const { message, retryAfterSeconds } of errors) {
    if (!message || !retryAfterSeconds || bytes.length > maxMessageBytes) continue;
    try {
      const text = fieldOf(JSON.parse(String(decode(bytes, headers))), message);
      const ms = 1000 * Number(new RegExp(retryAfterSeconds).exec(String(text))?.[1]);
      if (ms > 0) return ms;
    } catch {
      // Not JSON: no message either.
    }
  }
  return undefined;
};
