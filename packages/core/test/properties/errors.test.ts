import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  ApiError,
  BillkitError,
  ConnectionError,
  InvalidRequestError,
  TimeoutError,
  UnexpectedResponseError,
} from "../../src/index.js";
import { leaks } from "../faults/leak.js";
import { hang, listBalances, project, rig } from "../support/service.js";

/** Unlikely to occur by chance; the rest can need escaping in JSON, a URL or HTML. */
const credential = fc
  .string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) })
  .map((rest) => `canary-5f1c${rest}`);

/** How a service can echo what it received: spellings of the same characters. */
const echoes: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `Token ${secret}, twice: ${secret}`,
  (secret) => JSON.stringify({ err_code: secret, err_msg: `bad key ${secret}` }),
  (secret) => JSON.stringify({ [secret]: [secret] }).replaceAll("/", "\\/"),
  (secret) =>
    `{"message":"${Array.from(secret, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"}`,
  (secret) => `<a href="/?key=${encodeURIComponent(secret)}">again</a>`,
];

interface Answer {
  readonly status: number;
  readonly body: (secret: string) => string | Uint8Array<ArrayBuffer>;
  readonly headers: (secret: string) => Record<string, string>;
}

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("two\nlines", "a\r\nb", "\u2028", " "),
);
const errorForm = fc.record(
  {
    err_code: fc.oneof(text, fc.jsonValue()),
    err_msg: fc.oneof(text, fc.jsonValue()),
    category: text,
    message: text,
    request_id: fc.oneof(text, fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const body: fc.Arbitrary<Answer["body"]> = fc.oneof(
  fc.constantFrom(...echoes),
  errorForm.map((value) => () => JSON.stringify(value)),
  fc.json().map((value) => () => value),
  fc.uint8Array().map((bytes) => () => Uint8Array.from(bytes)),
  text.map((value) => () => value),
);
const header = fc.constantFrom<[string, (secret: string) => string]>(
  ["set-cookie", (secret) => `session=${secret}`],
  ["authorization", (secret) => secret],
  ["acme-request-id", (secret) => `r-1 ${secret}`],
  ["acme-request-id", () => "r-1"],
  ["x-echo", (secret) => `Token ${secret}`],
  ["content-type", () => "application/json; charset=nonsense"],
  ["content-type", () => "text/html; charset=utf-16le"],
  ["retry-after", () => "3600"],
  ["retry-after", () => "soon"],
  ["location", (secret) => `https://other.example/?key=${secret}`],
  ["location", () => "http://["],
);
const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    fc.integer({ min: 200, max: 599 }),
    fc.constantFrom(400, 401, 403, 404, 409, 429),
  ),
  body,
  headers: fc
    .array(header, { maxLength: 4 })
    .map(
      (all) => (secret) => Object.fromEntries(all.map(([name, value]) => [name, value(secret)])),
    ),
});

/** What `fetch` can reject with, from any implementation. */
const thrown = fc.constantFrom<(secret: string) => unknown>(
  (secret) => new TypeError("fetch failed", { cause: new Error(`refused ${secret}`) }),
  (secret) => Object.assign(new Error(secret), { code: "ECONNRESET", request: { key: secret } }),
  (secret) => secret,
  () => undefined,
  () => null,
  () => ({}),
  (secret) => ({ message: { secret }, cause: 1n }),
  () => {
    const circle = new Error("circle");
    circle.cause = circle;
    return circle;
  },
);

const behaviour = fc.oneof(
  { arbitrary: answer.map((given) => ({ answer: given })), weight: 8 },
  { arbitrary: thrown.map((given) => ({ thrown: given })), weight: 2 },
  { arbitrary: fc.constant({ hang: true as const }), weight: 1 },
);

/** The fields that each class guarantees, besides name and message. */
function promised(error: BillkitError): string[] {
  const request = ["method", "path", "attempts"];
  const answered = [...request, "status", "requestId", "body", "headers"];
  if (error instanceof ApiError) return [...answered, "code", "retryAfterMs"];
  if (error instanceof UnexpectedResponseError) return [...answered, "reason"];
  if (error instanceof TimeoutError) return [...request, "limit", "ms"];
  if (error instanceof ConnectionError) return request;
  if (error instanceof InvalidRequestError) return ["operation", "argument"];
  return ["option"];
}

const statuses: readonly number[] = [204, 205, 304];

describe("every error", () => {
  it("serializes with its fields, on one line, without the credential", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(credential, behaviour, async (secret, served) => {
        const { client, clock } = rig(
          (request) => {
            if ("hang" in served) return hang(request);
            if ("thrown" in served) throw served.thrown(secret);
            const { status, body: content, headers } = served.answer;
            return new Response(statuses.includes(status) ? null : content(secret), {
              status,
              headers: headers(secret),
            });
          },
          { credential: secret },
        );
        const [result] = await clock.run(
          Promise.allSettled([client.call(listBalances, project, { maxRetries: 1 })]),
        );
        if (result.status === "fulfilled") return;
        const error: unknown = result.reason;
        if (!(error instanceof BillkitError)) throw error;
        seen.add(error.name);
        expect(error.message).not.toMatch(/[\r\n\u2028\u2029\p{Cc}]/u);
        const shown = JSON.parse(JSON.stringify(error)) as Record<string, unknown>;
        const fields = Object.fromEntries(
          promised(error).map((name) => [name, Reflect.get(error, name) as unknown]),
        );
        const { cause } = error;
        expect(shown).toEqual(
          JSON.parse(
            JSON.stringify({
              name: error.name,
              message: error.message,
              ...fields,
              ...("cause" in error && { cause: String(cause) }),
            }),
          ),
        );
        expect(structuredClone(error)).toMatchObject({ message: error.message });
        expect(leaks(error, "", secret)).toEqual([]);
        expect(leaks(error, "", secret.slice(0, 11))).toEqual([]);
      }),
      { numRuns: 600 },
    );
    // Otherwise the behaviours above no longer cause these errors.
    expect([...seen].sort()).toEqual([
      "ApiError",
      "AuthenticationError",
      "BadRequestError",
      "ConflictError",
      "ConnectionError",
      "NotFoundError",
      "PermissionDeniedError",
      "RateLimitError",
      "ServerError",
      "TimeoutError",
      "UnexpectedResponseError",
    ]);
  });
});
