import { createOrder } from "../support/service.js";
import { fine, fineData, type Behaviour, type Row } from "./row.js";

const to = (location: string, status = 302): Behaviour & { status: number } => ({
  status,
  headers: { location },
});
const first = "GET /v1/projects/p-1/balances";
const followed = (id: string, answer: Behaviour, sent: string[]): Row => ({
  id,
  server: [answer, fine],
  outcome: fineData,
  requests: 2,
  longestMs: 0,
  sent,
});
const stopped = (id: string, answer: Behaviour & { status: number }, what: string): Row => ({
  id,
  server: [answer],
  outcome: {
    error: "UnexpectedResponseError",
    reason: `answered ${answer.status} with a redirect ${what}`,
    fields: { status: answer.status, attempts: 1, reason: "redirect" },
  },
  requests: 1,
  longestMs: 0,
});
/**
 * How a browser shows a redirect that it doesn't follow: without status, headers or address. Node's
 * own fetch exposes them, so this is made from Node's response.
 */
const browser: typeof fetch = async (input, init) => {
  const { status } = await fetch(input, init);
  const hidden = { type: { value: "opaqueredirect" }, status: { value: 0 } };
  return status < 300 || status > 399
    ? Response.error()
    : Object.defineProperties(new Response(null), hidden);
};
const ours = "not followed: the credential is for {origin} only";

export const redirects: readonly Row[] = [
  followed("302-same-origin", to("/new?a=1"), [first, "GET /new?a=1"]),
  followed("301-absolute-same-origin", to("{origin}/new", 301), [first, "GET /new"]),
  followed("307-relative", to("../p-2/balances", 307), [first, "GET /v1/projects/p-2/balances"]),
  followed("308-with-a-user-in-the-address", to("http://a:b@{host}/new", 308), [first, "GET /new"]),
  {
    ...followed("303-of-a-post-becomes-a-get", to("/new", 303), ["POST /v1/orders", "GET /new"]),
    operation: createOrder,
    args: { body: { amount: "1" } },
  },
  {
    ...followed("307-of-a-post-stays-one", to("/new", 307), ["POST /v1/orders", "POST /new"]),
    operation: createOrder,
    args: { body: { amount: "1" } },
  },
  stopped("302-other-origin", to("{other}/steal"), `to {other}, ${ours}`),
  stopped(
    "307-other-origin-with-the-credential",
    to("{other}/steal?key=1", 307),
    `to {other}, ${ours}`,
  ),
  stopped("302-other-scheme", to("file:///etc/passwd"), `to null, ${ours}`),
  stopped("302-no-address", to("http://["), "to an invalid address"),
  {
    ...stopped("302-loop", to("/v1/projects/p-1/balances"), "after 5 others, not followed"),
    requests: 6,
  },
  {
    id: "302-that-a-browser-hides",
    server: [to("/new")],
    client: { fetch: browser },
    outcome: {
      error: "UnexpectedResponseError",
      reason: "answered 0 with a redirect that this runtime hides",
      fields: { status: 0, attempts: 1, reason: "redirect" },
      headers: {},
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "302-without-location",
    server: [{ status: 302 }],
    outcome: { error: "ApiError", reason: "answered 302", fields: { status: 302, attempts: 1 } },
    requests: 1,
    longestMs: 0,
  },
];
