import { defaultLayers, type Layer } from "../../src/index.js";
import { fine, fineData, twoBackoffsMs, type Row } from "./row.js";

const boom = (): never => {
  throw new Error("boom");
};
const throwingLayer: Layer = () => () => Promise.reject(new Error("boom"));
const hangingLayer: Layer = () => () => new Promise<never>(() => undefined);

/** Echoes the request, as a user's own error can. */
const echoingLayer: Layer = () => (request) =>
  Promise.reject(new Error(`boom ${request.headers.get("authorization") ?? ""}`));
/** Echoes it as an error from `fetch` can: in its message, its fields and its cause. */
const echoingFetch: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  const sent = request.headers.get("authorization") ?? "";
  const cause = Object.assign(new TypeError(`sent ${sent}`), { request, sent });
  return Promise.reject(Object.assign(new Error(sent, { cause }), { request, sent }));
};

/** Forgets to return the response. */
const forgetfulLayer: Layer = (next) => async (request, call) => {
  await next(request, call);
  return undefined as never;
};
const readingFetch: typeof fetch = async () => {
  const response = new Response("{}");
  await response.text();
  return response;
};

/** Hooks that a user passes, and how a call ends when one fails. */
export const hooks: readonly Row[] = [
  {
    id: "logger-throws",
    server: [{ status: 503 }, fine],
    client: { logger: { debug: boom, info: boom, warn: boom, error: boom } },
    outcome: fineData,
    requests: 2,
    longestMs: 500,
  },
  {
    id: "logger-rejects",
    server: [fine],
    client: { logger: { debug: () => Promise.reject(new Error("boom")) } },
    outcome: fineData,
    requests: 1,
    longestMs: 0,
  },
  {
    id: "layer-hangs-until-the-deadline",
    server: [fine],
    client: { layers: [hangingLayer, ...defaultLayers()] },
    outcome: {
      error: "TimeoutError",
      reason: "timed out after 300000 ms (deadlineMs)",
      fields: { attempts: 1, limit: "deadlineMs", ms: 300_000 },
    },
    requests: 0,
    longestMs: 300_000,
  },
  {
    id: "layer-throws",
    server: [fine],
    client: { layers: [...defaultLayers(), throwingLayer] },
    outcome: { thrown: "boom" },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "layer-returns-nothing",
    server: [fine],
    client: { layers: [...defaultLayers(), forgetfulLayer] },
    outcome: {
      error: "ConfigurationError",
      reason: "failed: layers[5] returned undefined; allowed: a Response with an unread body",
      fields: { option: "layers", attempts: 1 },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "fetch-returns-a-response-that-was-read",
    server: [fine],
    client: { fetch: readingFetch },
    outcome: {
      error: "ConfigurationError",
      reason:
        "failed: fetch returned a Response whose body was already read; allowed: a Response with an unread body",
      fields: { option: "fetch", attempts: 1 },
    },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "layer-throws-the-credential-and-the-log-omits-it",
    server: [fine],
    client: { layers: [...defaultLayers(), echoingLayer] },
    outcome: { thrown: "boom Token " },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "fetch-throws-the-credential",
    server: [fine],
    client: { fetch: echoingFetch },
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: {cause}",
      fields: { attempts: 3 },
      cause: "sent Token [redacted]",
    },
    requests: 0,
    longestMs: twoBackoffsMs,
  },
  {
    id: "unsendable-header-of-the-call",
    server: [fine],
    options: { headers: { "x-note": "a\nb" } },
    outcome: {
      error: "InvalidRequestError",
      message: 'listBalances: headers has "x-note", whose name or value can\'t be sent',
      fields: { operation: "listBalances", argument: "headers" },
    },
    requests: 0,
    longestMs: 0,
  },
];
