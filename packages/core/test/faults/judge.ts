import { inspect } from "node:util";
import { BillkitError } from "../../src/index.js";
import { listBalances } from "../support/service.js";
import { leaks } from "./leak.js";
import type { Outcome, Row } from "./row.js";
import type { Played } from "./run-row.js";
import { difference } from "./same.js";
import { isOurs, type ClientKind, type PlainAnswer } from "./subject.js";

type Failure = Extract<Outcome, { error: string }>;

/** The differences between a played row and its declaration, one line each; empty if it passes. */
export function judge(row: Row, played: Played, kind: ClientKind = "billkit"): string[] {
  const found: string[] = [];
  const expected = (what: string, got: unknown, wanted: unknown): void => {
    const at = difference(got, wanted);
    if (at !== undefined) found.push(`${what}: ${show(got)} instead of ${show(wanted)}, in ${at}`);
  };
  const { server, left, elapsedMs } = played;
  const ours = isOurs(kind);
  if (!played.results) found.push(`the calls didn't end within ${elapsedMs} ms`);
  for (const result of played.results ?? []) {
    const { status } = result;
    const thrown: unknown = status === "rejected" ? result.reason : undefined;
    if (ours) compare(row, result, played, expected);
    else if (!reports(row.outcome, result, played)) found.push("doesn't report the outcome");
    // A user's own error is theirs to redact; the log is ours.
    const checked = ours && "thrown" in row.outcome ? undefined : thrown;
    const shown = ours || status === "rejected" ? checked : plainError(result.value);
    expected("the credential is in", leaks(shown, played.log, played.canary), []);
  }
  expected("requests", server.requests(), row.requests);
  expected("requests to the other origin", played.elsewhere, 0);
  // Exact with the worst jitter; another client can be faster.
  const exact = ours && !row.clock;
  if (elapsedMs > row.longestMs || (exact && row.longestMs - elapsedMs > 0.005)) {
    found.push(`took ${elapsedMs} ms instead of ${row.longestMs}`);
  }
  if (row.credentialCalls !== undefined) {
    expected("credential calls", played.credentialCalls, row.credentialCalls);
  }
  if (row.sent) {
    const sent = server.seen.map(({ method, url }) => `${method} ${url}`);
    expected("sent", sent, row.sent);
  }
  const used = new Set(server.seen.map(({ authorization }) => authorization));
  if (row.clients) expected("credentials", used.size, row.clients);
  expected("sleeps left", played.pending, 0);
  expected("requests left open", played.open, 0);
  expected("timers left", left.timersLeft, 0);
  expected("handles left", left.handles, []);
  expected("unhandled rejections", left.unhandled.map(String), []);
  if (ours) {
    expected("states", played.states, row.poll?.states ?? []);
    // Only the system clock starts runtime timers.
    expected("timers taken", left.timers > 0, row.clock === "system");
  }
  return found;
}

const plainError = (value: unknown): unknown => (value as PlainAnswer).error;

const show = (value: unknown): string =>
  inspect(value, { depth: 4, maxStringLength: 300, breakLength: Infinity });

type Expected = (what: string, got: unknown, wanted: unknown) => void;

function compare(
  row: Row,
  result: PromiseSettledResult<unknown>,
  played: Played,
  expected: Expected,
): void {
  const { outcome } = row;
  if ("data" in outcome) {
    expected("result", result, { status: "fulfilled", value: outcome.data });
    return;
  }
  const thrown: unknown = result.status === "rejected" ? result.reason : undefined;
  if ("error" in outcome) {
    compareError(row, outcome, thrown, played, expected);
    return;
  }
  const same =
    "aborted" in outcome
      ? thrown === played.reason
      : thrown instanceof Error &&
        !(thrown instanceof BillkitError) &&
        thrown.message.startsWith(outcome.thrown);
  if (!same) expected("result", result, outcome);
}

function compareError(
  row: Row,
  outcome: Failure,
  thrown: unknown,
  { server, otherOrigin, baseUrl }: Played,
  expected: Expected,
): void {
  if (!(thrown instanceof BillkitError)) {
    expected("error", thrown, outcome);
    return;
  }
  const { id, method } = row.operation ?? listBalances;
  // An error with its own message isn't about a single request.
  const sentTo = outcome.message === undefined && { method, path: "/v1/projects/p-1/balances" };
  const wanted: Record<string, unknown> = { ...sentTo, ...outcome.fields };
  const { headers, name, ...fields } = Object.fromEntries<unknown>(Object.entries(thrown));
  const { cause } = thrown;
  let innermost: unknown = cause;
  while (innermost instanceof Error && innermost.cause !== undefined) innermost = innermost.cause;
  const { code, message } = Object(innermost) as { code?: string; message?: string };
  const why = code ?? message ?? "";
  if (outcome.cause === undefined || typeof outcome.cause === "string") {
    expected("cause", cause === undefined ? undefined : why, outcome.cause);
  } else if (!outcome.cause.test(why)) expected("cause", why, outcome.cause.source);
  const reason = (outcome.reason ?? "")
    .replace("{origin}", server.origin)
    .replace("{other}", otherOrigin)
    .replace("{cause}", why);
  const address = `${baseUrl}${String(wanted.path)}`;
  expected("class", name, outcome.error);
  expected("message", thrown.message, outcome.message ?? `${id}: ${method} ${address} ${reason}`);
  expected("fields", fields, wanted);
  const answered = outcome.message === undefined && "status" in outcome.fields;
  const sent = outcome.headers ?? (answered ? server.headers() : undefined);
  expected("headers", headers === undefined ? undefined : scripted(headers), sent);
}

/** Without the headers that the connection adds. */
const scripted = (headers: unknown): object =>
  Object.fromEntries(
    Object.entries(Object(headers) as object).filter(
      ([name]) => !/^(connection|keep-alive|content-length|transfer-encoding)$/.test(name),
    ),
  );

/**
 * Whether openapi-fetch, which has no error classes, reports the outcome in its own way: the data;
 * a non-empty `error` with the status and the body; or any rejection if there is no response.
 */
function reports(
  outcome: Outcome,
  result: PromiseSettledResult<unknown>,
  { reason }: Played,
): boolean {
  const rejected = result.status === "rejected";
  if ("aborted" in outcome) return rejected && result.reason === reason;
  if ("thrown" in outcome) return rejected && String(result.reason).includes(outcome.thrown);
  if (rejected) return "error" in outcome && !(Number(outcome.fields.status) >= 300);
  const { data, error, response } = result.value as PlainAnswer;
  if ("data" in outcome) return error === undefined && difference(data, outcome.data) === undefined;
  const { status, body } = outcome.fields;
  return error !== undefined && response.status === status && difference(error, body) === undefined;
}
