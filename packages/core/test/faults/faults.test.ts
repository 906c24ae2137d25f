import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { inspect } from "node:util";
import { BillkitError } from "../../src/index.js";
import { listBalances } from "../support/service.js";
import { aborts } from "./aborts.js";
import { bodies } from "./bodies.js";
import { connections } from "./connections.js";
import { credentials } from "./credentials.js";
import { defects } from "./defects.js";
import { hooks } from "./hooks.js";
import { leaks } from "./leak.js";
import { rateLimits } from "./rate-limits.js";
import { redirects } from "./redirects.js";
import type { Outcome, Row } from "./row.js";
import { play, type Played } from "./run-row.js";
import { statuses } from "./statuses.js";

const groups = { statuses, bodies, connections, redirects, rateLimits, credentials, aborts, hooks };
const rows: readonly Row[] = Object.values(groups).flat();

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));

describe.each(Object.entries(groups))("%s", (_, group) => {
  it.each(group.map((row) => [row.id, row] as const))("%s", async (_id, row) => {
    unhandled.length = 0;
    const set = jest.spyOn(globalThis, "setTimeout");
    const clear = jest.spyOn(globalThis, "clearTimeout");
    const played = await play(row);
    const timers = set.mock.results.map((result): unknown => result.value);
    const cleared: unknown[] = clear.mock.calls.map(([timer]) => timer);
    jest.restoreAllMocks();
    for (const result of played.results) compare(row, result, played);
    expect(played.server.requests()).toBe(row.requests);
    expect(played.elsewhere).toBe(0);
    if (row.clock) expect(played.elapsedMs).toBeLessThanOrEqual(row.longestMs);
    else expect(played.elapsedMs).toBeCloseTo(row.longestMs, 2);
    if (row.asked !== undefined) expect(played.asked).toBe(row.asked);
    if (row.sent) {
      expect(played.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(row.sent);
    }
    const all = new Set(played.server.seen.map(({ authorization }) => authorization));
    if (row.clients) expect(all.size).toBe(row.clients);
    expect(played.pending).toBe(0);
    // The runtime's own timers are taken by a real clock only, and all of them given back.
    expect(timers.length > 0).toBe(row.clock === "system");
    expect(timers.filter((timer) => !cleared.includes(timer))).toEqual([]);
    expect(unhandled).toEqual([]);
  });
});

function compare(row: Row, result: PromiseSettledResult<unknown>, played: Played): void {
  const { outcome } = row;
  const thrown: unknown = result.status === "rejected" ? result.reason : undefined;
  // What a user's own code throws is the user's; the log is ours.
  const ours = "thrown" in outcome ? undefined : thrown;
  expect(leaks(ours, played.log, played.canary)).toEqual([]);
  if ("data" in outcome) {
    expect(thrown).toBeUndefined();
    expect(result).toEqual({ status: "fulfilled", value: outcome.data });
  } else if ("aborted" in outcome) {
    expect(result.status).toBe("rejected");
    expect(thrown).toBe(played.reason);
  } else if ("thrown" in outcome) {
    expect(thrown).not.toBeInstanceOf(BillkitError);
    expect((thrown as Error).message.startsWith(outcome.thrown)).toBe(true);
  } else {
    compareError(row, outcome, thrown, played);
  }
}

function compareError(
  row: Row,
  outcome: Extract<Outcome, { error: string }>,
  thrown: unknown,
  { server, otherOrigin, baseUrl }: Played,
): void {
  if (!(thrown instanceof BillkitError)) throw new Error(`no BillkitError: ${inspect(thrown)}`);
  const { id, method } = row.operation ?? listBalances;
  const asked = { method, path: "/v1/projects/p-1/balances" };
  const { cause } = thrown;
  const { headers, name, ...others } = Object.fromEntries<unknown>(Object.entries(thrown));
  let innermost: unknown = cause;
  while (innermost instanceof Error && innermost.cause !== undefined) innermost = innermost.cause;
  const { code, message } = Object(innermost) as { code?: string; message?: string };
  const why = code ?? message ?? "";
  if (outcome.cause === undefined) expect(cause).toBeUndefined();
  else expect(why).toMatch(outcome.cause);
  const { path }: { path: string } = { ...asked, ...outcome.fields };
  const says = (outcome.says ?? "")
    .replace("{origin}", server.origin)
    .replace("{other}", otherOrigin)
    .replace("{cause}", why);
  expect(name).toBe(outcome.error);
  expect(thrown.message).toBe(outcome.message ?? `${id}: ${method} ${baseUrl}${path} ${says}`);
  expect(others).toEqual(
    "attempts" in outcome.fields ? { ...asked, ...outcome.fields } : outcome.fields,
  );
  if ("status" in outcome.fields) {
    expect(scripted(headers)).toEqual(outcome.headers ?? server.headers());
  } else expect(headers).toBeUndefined();
}

/** Without those that the connection brings along. */
const scripted = (headers: unknown): object =>
  Object.fromEntries(
    Object.entries(Object(headers) as object).filter(
      ([name]) => !/^(connection|keep-alive|content-length|transfer-encoding)$/.test(name),
    ),
  );

describe(`the table of ${rows.length} rows`, () => {
  it("names each row once", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("answers each defect of the official clients", () => {
    expect(new Set(rows.flatMap(({ names = [] }) => names))).toEqual(new Set(defects));
  });

  it("has no fewer rows than it had", () => {
    expect(rows.length).toBeGreaterThanOrEqual(154);
  });
});
