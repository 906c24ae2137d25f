import { gzipSync } from "node:zlib";
import {
  fine,
  fineData,
  html,
  json,
  text,
  twoBackoffsMs,
  type Behaviour,
  type Row,
} from "./row.js";

const noJson = "with a body that isn't JSON";
const large = 20 * 1024 * 1024;

/** Breaks the contract: retried, then thrown. */
const refused = (
  id: string,
  answer: Behaviour,
  body: string,
  { status = 200, reason = noJson, fields = {} } = {},
): Row => ({
  id,
  server: [answer],
  outcome: {
    error: "UnexpectedResponseError",
    reason: `answered ${status} ${reason}`,
    fields: { status, attempts: 3, reason: "body", body, ...fields },
  },
  requests: 3,
  longestMs: twoBackoffsMs,
});

const accepted = (id: string, answer: Behaviour, data: unknown): Row => ({
  id,
  server: [answer],
  outcome: { data },
  requests: 1,
  longestMs: 0,
});

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))),
  );

export const bodies: readonly Row[] = [
  {
    ...refused("200-html", text(html, 200, "text/html"), html),
    names: ["deepgram: a 200 with HTML resolves as data"],
  },
  refused("200-html-labelled-json", text(html, 200, "application/json"), html),
  refused("200-text", text("Unauthorized"), "Unauthorized"),
  {
    ...refused("200-empty", text("", 200, "application/json"), "", {
      reason: "with an empty body instead of JSON",
    }),
    names: ["deepgram: an empty 200 resolves undefined"],
  },
  refused("200-only-spaces", text(" \n", 200, "application/json"), " \n"),
  refused("200-null", text("null", 200, "application/json"), "null"),
  refused(
    "200-cut-json-of-full-length",
    text('{"balances":[', 200, "application/json"),
    '{"balances":[',
  ),
  refused("200-two-values", text("{}{}", 200, "application/json"), "{}{}"),
  refused("200-not-a-number", text('{"amount":NaN}', 200, "application/json"), '{"amount":NaN}'),
  refused("204-where-data-was-declared", { status: 204 }, "", {
    status: 204,
    reason: "with an empty body instead of JSON",
  }),
  refused(
    "200-invalid-utf-8",
    text(bytes('{"a":"', [0xff], '"}'), 200, "application/json"),
    '{"a":"\ufffd"}',
  ),
  {
    ...refused(
      "200-html-with-the-credential",
      text("<p>{credential}", 200, "text/html", { "x-echo": "{credential}" }),
      "<p>[redacted]",
    ),
    outcome: {
      error: "UnexpectedResponseError",
      reason: `answered 200 ${noJson}`,
      fields: { status: 200, attempts: 3, reason: "body", body: "<p>[redacted]" },
      headers: { "content-type": "text/html", "x-echo": "[redacted]" },
    },
  },
  {
    ...accepted("200-html-then-data", fine, { ok: 1 }),
    server: [text(html), fine],
    requests: 2,
    longestMs: 500,
  },
  accepted("200-json-labelled-text", text('{"ok":1}'), { ok: 1 }),
  accepted("200-json-without-a-type", { status: 200, body: '{"ok":1}' }, { ok: 1 }),
  accepted("200-byte-order-mark", text('\ufeff{"ok":1}', 200, "application/json"), { ok: 1 }),
  accepted(
    "200-utf-8-labelled-latin-1",
    text('{"a":"é"}', 200, "application/json; charset=iso-8859-1"),
    { a: "é" },
  ),
  accepted(
    "200-latin-1-labelled-so",
    text(bytes('{"a":"', [0xe9], '"}'), 200, 'application/json; charset="iso-8859-1"'),
    { a: "é" },
  ),
  accepted("200-unknown-charset", text('{"a":"é"}', 200, "application/json; charset=klingon"), {
    a: "é",
  }),
  {
    ...accepted("200-of-20-MB", json({ balances: ["x".repeat(large)] }), {
      balances: ["x".repeat(large)],
    }),
    client: { maxResponseBytes: 2 ** 25 },
  },
  {
    id: "200-of-33-MB-is-not-read",
    server: [text(new Uint8Array(33 * 1024 * 1024), 200, "application/json")],
    outcome: {
      error: "UnexpectedResponseError",
      reason: "answered 200 with more than 8388608 bytes (maxResponseBytes)",
      fields: { status: 200, attempts: 1, reason: "size" },
    },
    requests: 1,
    longestMs: 0,
  },
  accepted(
    "200-gzip",
    text(gzipSync('{"ok":1}'), 200, "application/json", { "content-encoding": "gzip" }),
    fineData.data,
  ),
  {
    id: "200-labelled-gzip-that-isnt",
    server: [text('{"ok":1}', 200, "application/json", { "content-encoding": "gzip" })],
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: Z_DATA_ERROR",
      fields: { attempts: 3 },
      cause: "Z_DATA_ERROR",
    },
    requests: 3,
    longestMs: twoBackoffsMs,
  },
];
