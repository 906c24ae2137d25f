import { fine, fineData, json, text, type Row, type Seen } from "./row.js";

const denied = { err_code: "INVALID_AUTH", err_msg: "Invalid credentials." };
const refusal = json(denied, 401);
/** Accepts only a renewed credential. */
const renewed = ({ authorization }: Seen) => (authorization.endsWith("-new") ? fine : refusal);
const renewing = (canary: string) => (question: { rejected: string | undefined }) =>
  Promise.resolve(question.rejected === undefined ? canary : `${canary}-new`);
const unauthorized = {
  error: "AuthenticationError",
  reason: "answered 401 INVALID_AUTH: Invalid credentials.",
  fields: { status: 401, attempts: 1, code: "INVALID_AUTH", body: denied },
};
const failed = {
  error: "ConfigurationError",
  message: "Acme: the function in credential failed; see cause",
  fields: { option: "credential" },
};
const unusable = {
  ...failed,
  message: "Acme: credential must be a non-empty string of visible ASCII, with spaces only inside",
};
const unsent = { server: [fine], requests: 0, longestMs: 0, credentialCalls: 1 };

export const credentials: readonly Row[] = [
  {
    id: "401-once-with-a-function",
    names: ["genesys: no token renewal", "genesys: a refresh after a 401 still rejects"],
    server: renewed,
    credential: renewing,
    outcome: fineData,
    requests: 2,
    longestMs: 0,
    credentialCalls: 2,
  },
  {
    id: "401-of-ten-concurrent-calls-is-one-renewal",
    server: renewed,
    credential: renewing,
    calls: { atOnce: 10 },
    outcome: fineData,
    requests: 20,
    longestMs: 0,
    credentialCalls: 2,
  },
  { id: "401-with-a-key", server: [refusal], outcome: unauthorized, requests: 1, longestMs: 0 },
  {
    id: "401-always-is-renewed-once",
    server: [refusal],
    credential: renewing,
    outcome: unauthorized,
    requests: 2,
    longestMs: 0,
    credentialCalls: 2,
  },
  {
    id: "401-and-the-function-returns-the-same-key",
    server: [refusal],
    credential: (canary) => () => canary,
    outcome: unauthorized,
    requests: 1,
    longestMs: 0,
    credentialCalls: 2,
  },
  {
    id: "401-after-a-503-is-still-renewed",
    server: (seen, index) => (index ? renewed(seen) : { status: 503 }),
    credential: renewing,
    outcome: fineData,
    requests: 3,
    longestMs: 500,
    credentialCalls: 2,
  },
  {
    id: "401-that-echoes-the-credential",
    server: [json({ err_msg: "no {credential}", request_id: "{credential}" }, 401)],
    outcome: {
      error: "AuthenticationError",
      reason: "answered 401: no [redacted] (request id [redacted])",
      fields: {
        status: 401,
        attempts: 1,
        requestId: "[redacted]",
        body: { err_msg: "no [redacted]", request_id: "[redacted]" },
      },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "401-text-with-credential-headers",
    server: [
      text("INSUFFICIENT_PERMISSIONS", 401, "text/plain", {
        authorization: "Token {credential}",
        "set-cookie": "key={credential}",
        "acme-request-id": "{credential}",
        "rate-count": "7",
      }),
    ],
    outcome: {
      error: "AuthenticationError",
      reason: "answered 401: INSUFFICIENT_PERMISSIONS (request id [redacted])",
      fields: {
        status: 401,
        attempts: 1,
        requestId: "[redacted]",
        body: "INSUFFICIENT_PERMISSIONS",
      },
      headers: {
        "content-type": "text/plain",
        "acme-request-id": "[redacted]",
        "rate-count": "7",
      },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "credential-function-rejects",
    ...unsent,
    credential: () => () => Promise.reject(new Error("login is down")),
    outcome: { ...failed, cause: "login is down" },
  },
  {
    id: "credential-function-throws-at-once",
    ...unsent,
    credential: () => () => {
      throw new TypeError("no secret set");
    },
    outcome: { ...failed, cause: "no secret set" },
  },
  {
    id: "credential-function-returns-nothing",
    ...unsent,
    credential: () => () => "",
    outcome: unusable,
  },
  {
    id: "credential-function-returns-a-line-break",
    ...unsent,
    credential: (canary) => () => `${canary}\n`,
    outcome: unusable,
  },
  {
    id: "credential-function-fails-at-the-renewal",
    server: [refusal],
    credential: (canary) => (question) => {
      if (question.rejected === undefined) return canary;
      throw new Error("login is down");
    },
    outcome: { ...failed, cause: "login is down" },
    requests: 1,
    longestMs: 0,
    credentialCalls: 2,
  },
  {
    id: "credential-function-hangs-until-the-deadline",
    server: [fine],
    credential: () => () => new Promise<never>(() => undefined),
    outcome: {
      error: "TimeoutError",
      reason: "timed out after 300000 ms (deadlineMs)",
      fields: { attempts: 1, limit: "deadlineMs", ms: 300_000 },
    },
    requests: 0,
    longestMs: 300_000,
    credentialCalls: 1,
  },
  {
    id: "two-clients-keep-their-own-credentials",
    names: ["genesys: two clients in one process collide"],
    server: [fine],
    clients: 2,
    calls: { atOnce: 3 },
    outcome: fineData,
    requests: 6,
    longestMs: 0,
  },
];
