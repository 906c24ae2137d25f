import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { createSandboxFetch, type SandboxFetch } from "@billkit/sandbox/fetch";
import { connectDeepgram } from "billkit/deepgram";
import pg from "pg";
import { createLimits, sharedLimit } from "../../examples/src/collect-workers/shared-limit.js";
import { startPostgres, type Postgres } from "../../packages/charges/test/support/postgres.js";

let postgres: Postgres;
let sandbox: SandboxFetch<"deepgram">;
/** Each worker has connections of its own. */
let pools: pg.Pool[];
const sentAt: number[] = [];

beforeAll(async () => {
  [postgres, sandbox] = await Promise.all([
    startPostgres(),
    createSandboxFetch({ vendors: ["deepgram"] }),
  ]);
  pools = [1, 2, 3].map(() => new pg.Pool({ connectionString: postgres.url, max: 4 }));
  // The server can end before a connection does.
  for (const pool of pools) pool.on("error", () => undefined);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await postgres.stop();
  sandbox.close();
});
beforeEach(() => {
  sentAt.length = 0;
});

/** A worker's client, which records when it sends. */
function client(pool: pg.Pool, credential: string, requestsPerMinute: number) {
  const { apiKey, baseUrl } = sandbox.deepgram;
  const send: typeof fetch = (input, init) => {
    sentAt.push(Date.now());
    return sandbox.fetch(input, init);
  };
  const layers = sharedLimit(pool, credential, requestsPerMinute);
  return connectDeepgram({ apiKey, baseUrl, fetch: send, layers });
}

const list = ({ billing }: ReturnType<typeof client>, signal?: AbortSignal) =>
  billing.listBalances({ project_id: sandbox.deepgram.projectId }, { signal });

it("creates its table once for workers that start together", async () => {
  await Promise.all(pools.flatMap((pool) => [createLimits(pool), createLimits(pool)]));
  const { rows } = (await pools[0]?.query("SELECT * FROM request_limits")) ?? {};
  expect(rows).toEqual([]);
});

it("keeps a credential's limit across workers", async () => {
  const perMinute = 1200;
  const startedAt = Date.now();
  const clients = pools.map((pool) => client(pool, "shared", perMinute));
  const calls = Array.from({ length: 7 }, () => clients.map((deepgram) => list(deepgram)));
  await Promise.all(calls.flat());
  // However slow the machine is, no request is sent before its slot. Clocks count milliseconds.
  const tooEarly = sentAt
    .sort((one, other) => one - other)
    .filter((at, before) => at < startedAt + (before * 60_000) / perMinute - 2);
  expect(tooEarly).toEqual([]);
  expect(sentAt).toHaveLength(21);
});

const countTimers = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

it("lets other credentials pass, and leaves no timer of an aborted call", async () => {
  const [pool] = pools as [pg.Pool];
  // The next slot of this one is an hour away.
  const slow = client(pool, "slow", 1 / 60);
  await list(slow);
  const stop = new AbortController();
  const timers = countTimers();
  const waiting = list(slow, stop.signal);
  await list(client(pool, "other", 1 / 60));
  stop.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
  expect(countTimers()).toBeLessThanOrEqual(timers);
  expect(sentAt).toHaveLength(2);
});
