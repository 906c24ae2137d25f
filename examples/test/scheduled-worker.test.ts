import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import path from "node:path";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import ts from "typescript";
import { collect } from "../src/scheduled-worker/collect.js";
import type { Environment } from "../src/scheduled-worker/environment.js";
import worker from "../src/scheduled-worker/worker.js";
import { testClock } from "./support/test-clock.js";

const now = Date.UTC(2026, 6, 15, 9, 30);
const clock = { now: () => now };
let ready: Sandbox;
let slow: Sandbox;
beforeAll(async () => {
  ready = await startSandbox({ seed: 1, clock, reportPolls: 0 });
  slow = await startSandbox({ seed: 1, clock, reportPolls: 12 });
});
afterAll(() => Promise.all([ready.close(), slow.close()]));

function bind({ deepgram, genesysCloud }: Sandbox, settings: Partial<Environment> = {}) {
  const stored = new Map<string, string>();
  const env: Environment = {
    DEEPGRAM_API_KEY: deepgram.apiKey,
    DEEPGRAM_BASE_URL: deepgram.baseUrl,
    GENESYSCLOUD_OAUTHCLIENT_ID: genesysCloud.clientId,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: genesysCloud.clientSecret,
    GENESYSCLOUD_BASE_URL: genesysCloud.baseUrl,
    GENESYSCLOUD_LOGIN_URL: genesysCloud.loginUrl,
    READ_TOKEN: "let me read",
    BILLS: {
      get: (key) => Promise.resolve(stored.get(key) ?? null),
      put: (key, value) => Promise.resolve(void stored.set(key, value)),
      delete: (key) => Promise.resolve(void stored.delete(key)),
    },
    ...settings,
  };
  return { env, stored };
}

/** One scheduled run, until everything that it waits for has ended. */
async function tick(env: Environment): Promise<void> {
  const work: Promise<unknown>[] = [];
  worker.scheduled({ scheduledTime: now }, env, { waitUntil: (each) => void work.push(each) });
  await Promise.all(work);
}

const read = (env: Environment, where: string, token?: string) =>
  worker.fetch(
    new Request(`https://bills.example${where}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }),
    env,
  );

describe("the scheduled Worker", () => {
  it("stores last month's bill and returns it to callers with the token", async () => {
    const { env } = bind(ready);
    await tick(env);
    const response = await read(env, "/2026-06", "let me read");
    expect(response.status).toBe(200);
    const bill = (await response.json()) as {
      month: string;
      deepgram: { projects: { name: string; items: unknown[] }[] };
      genesysCloud: { status: string; usages: unknown[] };
    };
    expect(bill.month).toBe("2026-06");
    expect(bill.deepgram.projects).toHaveLength(3);
    expect(bill.deepgram.projects[0]?.items).toContainEqual({
      line_item: "streaming::nova-3",
      dollars: "1283.82189072",
    });
    expect(bill.genesysCloud).toMatchObject({ status: "Complete" });
    expect(bill.genesysCloud.usages.length).toBeGreaterThan(0);
  });

  it.each([
    ["/2026-06", undefined, 401],
    ["/2026-06", "let me rea", 401],
    ["/2026-06", "let me read", 200],
    ["/", "let me read", 404],
    ["/2026-06/x", "let me read", 404],
    ["/waiting:2026-06", "let me read", 404],
  ])("answers %s with token %s: %i", async (where, token, status) => {
    const { env } = bind(ready);
    expect((await read(env, where, token)).status).toBe(status);
  });

  it("rejects every read if no token is set", async () => {
    const { env } = bind(ready, { READ_TOKEN: "" });
    expect((await read(env, "/2026-06", "")).status).toBe(401);
  });

  it("continues with an incomplete report at the next tick, and stops once it is complete", async () => {
    const { env, stored } = bind(slow);
    const polls: number[] = [];
    for (let ticks = 0; ticks < 20 && !stored.has("usage:2026-06"); ticks++) {
      await collect(env, now, testClock(now + ticks * 600_000));
      const waiting = stored.get("waiting:2026-06");
      if (waiting !== undefined) polls.push((JSON.parse(waiting) as { polls: number }).polls);
    }
    expect(stored.has("usage:2026-06")).toBe(true);
    // A tick that ends before the next poll is due adds none.
    expect(polls).toEqual([...polls].sort((one, other) => one - other));
    expect(new Set(polls).size).toBeGreaterThan(1);
    expect([...stored.keys()].filter((key) => key.startsWith("waiting:"))).toEqual([]);
    // With nothing left to request, an unreachable address goes unnoticed.
    const elsewhere = { ...env, GENESYSCLOUD_BASE_URL: "http://127.0.0.1:1" };
    await collect(elsewhere, now, testClock(now));
    for (const text of stored.values()) expect(text).not.toContain(env.READ_TOKEN);
  });

  it("reports what failed to the platform without a secret, and stores the rest", async () => {
    const { env, stored } = bind(ready, { DEEPGRAM_API_KEY: "s3cr3t" });
    const failure = await tick(env).then(
      () => "none",
      (error: unknown) => String(error),
    );
    expect(failure).toMatch(/^AggregateError: AuthenticationError: /);
    expect(failure).not.toContain("s3cr3t");
    expect([...stored.keys()]).toEqual(["usage:2026-06"]);
  });

  it("uses only what Workers have: no Node module and no DOM types", () => {
    const entry = path.join(__dirname, "../src/scheduled-worker/worker.ts");
    const program = ts.createProgram([entry], {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ["lib.es2022.d.ts", "lib.webworker.d.ts", "lib.webworker.asynciterable.d.ts"],
      types: [],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
    });
    const problems = ts.getPreEmitDiagnostics(program);
    expect(problems.map(({ messageText }) => messageText)).toEqual([]);
    const files = program.getSourceFiles().map(({ fileName }) => fileName);
    expect(files.filter((file) => file.includes("@types/node"))).toEqual([]);
  });
});
