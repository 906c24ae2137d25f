import { defaultLayers, type Layer } from "../../src/index.js";
import { fine, fineData, twoBackoffsMs, type Row } from "./row.js";

const boom = (): never => {
  throw new Error("boom");
};
const throwing: Layer = () => () => Promise.reject(new Error("boom"));
const hanging: Layer = () => () => new Promise<never>(() => undefined);

/** Echoes the request, as a user's own error can. */
const telling: Layer = () => (request) =>
  Promise.reject(new Error(`boom ${request.headers.get("authorization") ?? ""}`));
/** Echoes it as an error from `fetch` can: in its message, its fields and its cause. */
const holding: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  const sent = request.headers.get("authorization") ?? "";
  const cause = Object.assign(new TypeError(`sent ${sent}`), { request, sent });
  return Promise.reject(Object.assign(new Error(sent, { cause }), { request, sent }));
};

/** Forgets to return the response. */
const forgetful: Layer = (next) => async (request, call) => {
  await next(request, call);
  return undefined as never;
};
const readBefore: typeof fetch = async () => {
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
    client: { layers: [hanging, ...defaultLayers()] },
    outcome: {
      error: "TimeoutError",
      says: "timed out after 300000 ms (deadlineMs)",
      fields: { attempts: 1, limit: "deadlineMs", ms: 300_000 },
    },
    requests: 0,
    longestMs: 300_000,
  },
  {
    id: "layer-throws",
    server: [fine],
    client: { layers: [...defaultLayers(), throwing] },
    outcome: { thrown: "boom" },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "layer-gives-nothing",
    server: [fine],
    client: { layers: [...defaultLayers(), forgetful] },
    outcome: {
      error: "ConfigurationError",
      says: "failed: layers[5] returned undefined; allowed: a Response with an unread body",
      fields: { option: "layers", attempts: 1 },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "fetch-gives-a-response-that-was-read",
    server: [fine],
    client: { fetch: readBefore },
    outcome: {
      error: "ConfigurationError",
      says: "failed: fetch returned a Response whose body was already read; allowed: a Response with an unread body",
      fields: { option: "fetch", attempts: 1 },
    },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "layer-throws-the-credential-and-the-log-holds-it-not",
    server: [fine],
    client: { layers: [...defaultLayers(), telling] },
    outcome: { thrown: "boom Token " },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "fetch-throws-the-credential",
    server: [fine],
    client: { fetch: holding },
    outcome: {
      error: "ConnectionError",
      says: "connection failed: {cause}",
      fields: { attempts: 3 },
      cause: "sent Token [redacted]",
    },
    requests: 0,
    longestMs: twoBackoffsMs,
  },
  {
    id: "header-of-the-call-that-cannot-be-sent",
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
