import { describe, expect, it } from "@jest/globals";
import type { GenesysCloudOptions } from "../src/index.js";
import { json } from "./support/stub-fetch.js";
import { complete, connect, inProgress, period, report, type Answer } from "./support/reports.js";

/** A service's responses and how each way of polling handles them. */
interface Row {
  readonly name: string;
  readonly answers: readonly Answer[];
  /** Results of consecutive `poll()` calls: a state's status, or the name of an error. */
  readonly steps: readonly string[];
  /** When `wait()` and `for await` make each request, in milliseconds from the start. */
  readonly polledAt: readonly number[];
  /** Properties of the error that ends the last step. */
  readonly error?: object;
  readonly options?: GenesysCloudOptions;
  readonly logins?: number;
}

const refusal = (status: number, headers: Record<string, string> = {}): Response =>
  json({ code: `refused.${status}`, message: "no", status }, status, headers);
const without = { id: report.id, ...period };
const odd = (answer: object): Pick<Row, "answers" | "polledAt"> => ({
  answers: [answer, inProgress, complete],
  polledAt: [0, 2000, 5000],
});
/** A failure that the client's own retries recover from, immediately without jitter. */
const passing = (answer: Answer): Omit<Row, "name"> => ({
  answers: [inProgress, answer, inProgress, complete],
  steps: ["InProgress", "InProgress", "Complete"],
  polledAt: [0, 2000, 2000, 5000],
});
const final = (status: number, error: string): Row => ({
  name: `${status}: fails immediately`,
  answers: [inProgress, refusal(status), complete],
  steps: ["InProgress", error],
  polledAt: [0, 2000],
  error: { name: error, status, attempts: 1, path: "/api/v2/billing/reports/billableusage" },
});
/** Three polls of three attempts each, two seconds apart. */
const lasting = (answer: Answer, error: string): Omit<Row, "name"> => ({
  answers: [inProgress, ...Array<Answer>(9).fill(answer), complete],
  steps: ["InProgress", error, error, error],
  polledAt: [0, ...[2000, 4000, 6000].flatMap((at) => [at, at, at])],
  error: { name: error, attempts: 3 },
});
const oauth = { clientId: "client", clientSecret: "canary-client-secret" };

const rows: readonly Row[] = [
  {
    name: "InProgress, then Complete",
    answers: [{ ...inProgress, usages: [] }, inProgress, complete],
    steps: ["InProgress", "InProgress", "Complete"],
    polledAt: [0, 2000, 5000],
  },
  { name: "Complete", answers: [complete], steps: ["Complete"], polledAt: [0] },
  { name: "no status, with usages", answers: [report], steps: ["Complete"], polledAt: [0] },
  {
    name: "a status of null, with usages",
    answers: [{ ...report, status: null }],
    steps: ["Complete"],
    polledAt: [0],
  },
  {
    name: "neither status nor usages",
    ...odd(without),
    steps: ["(none) without usages", "InProgress", "Complete"],
  },
  {
    name: "Complete without usages",
    ...odd({ ...without, status: "Complete" }),
    steps: ["Complete without usages", "InProgress", "Complete"],
  },
  {
    name: "Complete with usages of null",
    ...odd({ ...complete, usages: null }),
    steps: ["Complete without usages", "InProgress", "Complete"],
  },
  {
    name: "Complete with a usage that lacks its total: fails immediately",
    answers: [inProgress, { ...complete, usages: [{ name: "calls", resources: [] }] }, complete],
    steps: ["InProgress", "UnexpectedResponseError"],
    polledAt: [0, 2000],
    error: { reason: "mismatch", pointer: "/usages/0/totalUsage" },
  },
  {
    name: "InProgress without usages",
    ...odd({ ...without, status: "InProgress" }),
    steps: ["InProgress", "InProgress", "Complete"],
  },
  {
    name: "an unknown status",
    ...odd({ ...report, status: "Queued" }),
    steps: ["Queued", "InProgress", "Complete"],
  },
  {
    name: "an empty status",
    ...odd({ ...report, status: "" }),
    steps: ["", "InProgress", "Complete"],
  },
  {
    name: "a status that isn't a string",
    ...odd({ ...report, status: { code: 7 } }),
    steps: ['{"code":7}', "InProgress", "Complete"],
  },
  {
    name: "an unknown status, ten times",
    answers: [...Array<Answer>(10).fill({ ...report, status: "Queued" }), complete],
    steps: [...Array<string>(9).fill("Queued"), "UnexpectedResponseError"],
    polledAt: [0, 2000, 5000, 9500, 16_250, 26_375, 41_563, 64_345, 94_345, 124_345],
    error: { reason: "state", status: 200, attempts: 10 },
  },
  {
    name: "a Retry-After beside InProgress",
    answers: [json(inProgress, 200, { "retry-after": "20" }), complete],
    steps: ["InProgress", "Complete"],
    polledAt: [0, 20_000],
  },
  { name: "500 once", ...passing(refusal(500)) },
  { name: "502 as HTML once", ...passing(new Response("<h1>Bad Gateway</h1>", { status: 502 })) },
  { name: "HTML under 200 once", ...passing(new Response("<h1>Login</h1>")) },
  { name: "a reset once", ...passing(new TypeError("fetch failed")) },
  { name: "500 forever", ...lasting(refusal(500), "ServerError") },
  { name: "HTML under 200 forever", ...lasting(new Response("<p>"), "UnexpectedResponseError") },
  { name: "resets forever", ...lasting(new TypeError("fetch failed"), "ConnectionError") },
  final(400, "BadRequestError"),
  final(403, "PermissionDeniedError"),
  final(404, "NotFoundError"),
  final(409, "ConflictError"),
  final(422, "ApiError"),
  { ...final(401, "AuthenticationError"), name: "401 for a token that nobody renews" },
  {
    name: "401 once: one more login, and the same request again",
    answers: [inProgress, refusal(401), inProgress, complete],
    steps: ["InProgress", "InProgress", "Complete"],
    polledAt: [0, 2000, 2000, 5000],
    options: oauth,
    logins: 2,
  },
  {
    name: "401 for the renewed token too: fails immediately",
    answers: [inProgress, refusal(401), refusal(401), complete],
    steps: ["InProgress", "AuthenticationError"],
    polledAt: [0, 2000, 2000],
    error: { status: 401, code: "refused.401" },
    options: oauth,
    logins: 2,
  },
  {
    name: "429 with Retry-After once",
    ...passing(refusal(429, { "retry-after": "10" })),
    polledAt: [0, 2000, 12_000, 15_000],
  },
  { name: "429 without Retry-After once", ...passing(refusal(429)) },
  { name: "429 without Retry-After forever", ...lasting(refusal(429), "RateLimitError") },
  {
    name: "429 with a Retry-After of a day: fails immediately",
    answers: [inProgress, refusal(429, { "retry-after": "86400" }), complete],
    steps: ["InProgress", "RateLimitError"],
    polledAt: [0, 2000],
    error: { status: 429, retryAfterMs: 86_400_000, attempts: 1 },
  },
  {
    name: "429 past the client's cap but not past the poller's",
    answers: [inProgress, refusal(429, { "retry-after": "60" }), complete],
    steps: ["InProgress", "RateLimitError", "Complete"],
    polledAt: [0, 2000, 62_000],
    options: { retryAfterCapMs: 5000 },
  },
];

describe.each(rows)("a report with $name", (row) => {
  const last = row.steps.at(-1) ?? "";
  const seen = row.steps.filter((step) => !step.endsWith("Error"));
  const prepared = () => {
    const connected = connect(row.answers, row.options);
    return { ...connected, poller: connected.genesys.billableUsage(period) };
  };
  const ended = async (work: Promise<unknown>): Promise<void> => {
    if (last === "Complete") await work;
    else await expect(work).rejects.toMatchObject({ name: last, ...row.error });
  };

  it("wait", async () => {
    const { poller, clock, polledAt, logins } = prepared();
    const states: string[] = [];
    const wait = poller.wait({ onProgress: ({ status }) => states.push(status) });
    await ended(clock.until(wait));
    expect({ states, polledAt }).toEqual({ states: seen, polledAt: row.polledAt });
    expect([logins(), clock.sleeping]).toEqual([row.logins ?? 0, 0]);
    if (last !== "Complete") expect(poller.report).toBeUndefined();
    // A complete report stays complete; a failed one can be waited for again for as long as before.
    const again = poller.wait({ deadlineMs: 2 * 86_400_000 });
    expect(await clock.until(again)).toMatchObject({ id: "report-1" });
    expect(polledAt).toHaveLength(row.polledAt.length + (last === "Complete" ? 0 : 1));
  });

  it("for await", async () => {
    const { poller, clock, polledAt } = prepared();
    const states: string[] = [];
    const loop = async (): Promise<void> => {
      for await (const { status } of poller) states.push(status);
    };
    await ended(clock.until(loop()));
    expect({ states, polledAt }).toEqual({ states: seen, polledAt: row.polledAt });
  });

  it("poll", async () => {
    const { poller, clock, polledAt } = prepared();
    const steps: string[] = [];
    for (const polls of row.steps.keys()) {
      const step = await clock.until(poller.poll()).catch((error: unknown) => error);
      if (step instanceof Error) steps.push(step.name);
      else {
        const state = step as { status: string; polls: number };
        steps.push(state.status);
        expect(state.polls).toBe(polls + 1);
      }
    }
    expect(steps).toEqual(row.steps);
    expect(polledAt).toHaveLength(row.polledAt.length);
  });
});
