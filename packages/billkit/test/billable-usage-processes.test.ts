import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import type { PollState, SerializedPoller } from "../src/index.js";
import { complete, inProgress } from "./support/reports.js";

const program = path.join(__dirname, "support/poll-in-a-process.mjs");
const secret = `canary-secret-${randomUUID()}`;
const token = `canary-token-${randomUUID()}`;

interface Written {
  readonly states: readonly PollState[];
  readonly report?: object;
  readonly serialized: SerializedPoller;
  readonly error?: { readonly name: string; readonly message: string };
}

describe("a wait that continues across processes", () => {
  let server: Server;
  let address = "";
  /** The report is in progress; then it is complete. */
  let left = 0;
  let polls: string[] = [];

  beforeEach(async () => {
    polls = [];
    server = createServer(({ url = "", headers }, response) => {
      response.setHeader("content-type", "application/json");
      if (url === "/oauth/token") {
        response.end(JSON.stringify({ access_token: token, expires_in: 3600 }));
        return;
      }
      polls.push(`${headers.authorization ?? ""} ${url}`);
      response.setHeader("inin-correlation-id", `request-${polls.length}`);
      response.end(JSON.stringify(left-- > 0 ? inProgress : complete));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  /** Runs a process with the built package and only the given state. */
  async function run(serialized: object | undefined, goal: string): Promise<Written> {
    const text = serialized === undefined ? "" : JSON.stringify(serialized);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, text, goal], {
      env: {
        GENESYSCLOUD_BASE_URL: address,
        GENESYSCLOUD_LOGIN_URL: address,
        GENESYSCLOUD_OAUTHCLIENT_ID: "client",
        GENESYSCLOUD_OAUTHCLIENT_SECRET: secret,
      },
    });
    expect(stderr).toBe("");
    expect(stdout).not.toContain("canary");
    return JSON.parse(stdout) as Written;
  }

  it("keeps polls, time and deadline, and the last process gets the report", async () => {
    left = 3;
    const began = Date.now();
    const first = await run(undefined, "2");
    expect(first.states).toMatchObject([
      { status: "InProgress", polls: 1, requestId: "request-1" },
      { status: "InProgress", polls: 2, requestId: "request-2" },
    ]);
    const { startedAt } = first.serialized;
    expect(startedAt).toBeGreaterThanOrEqual(began);
    expect(first.serialized).toEqual({
      version: 1,
      kind: "genesys-cloud.billableUsage",
      arguments: { startDate: "2026-06-01T00:00:00Z", endDate: "2026-06-30T23:59:59Z" },
      startedAt,
      origin: address,
      polls: 2,
      elapsedMs: expect.any(Number) as unknown,
    });

    const second = await run(first.serialized, "wait, then abort");
    expect(second.states).toMatchObject([{ status: "InProgress", polls: 3 }]);
    expect(second.serialized).toMatchObject({ startedAt, polls: 3, origin: address });
    const { deadlineAt = 0 } = second.serialized;
    expect(deadlineAt - startedAt).toBeGreaterThanOrEqual(120_000);

    const before = Date.now();
    const third = await run(second.serialized, "wait");
    expect(third.report).toEqual(complete);
    expect(third.states).toMatchObject([{ status: "Complete", polls: 4, requestId: "request-4" }]);
    expect(third.serialized).toMatchObject({ startedAt, deadlineAt, polls: 4 });

    const elapsed = [...first.states, ...second.states, ...third.states].map(
      ({ elapsedMs }) => elapsedMs,
    );
    expect(elapsed).toEqual([...elapsed].sort((one, other) => one - other));
    expect(elapsed.at(-1)).toBeGreaterThanOrEqual(before - startedAt);
    expect(polls).toEqual(
      Array<string>(4).fill(
        `Bearer ${token} /api/v2/billing/reports/billableusage?endDate=2026-06-30T23%3A59%3A59Z&startDate=2026-06-01T00%3A00%3A00Z`,
      ),
    );
  });

  it("fails immediately, without a request, after its saved deadline", async () => {
    left = 9;
    const { serialized } = await run(undefined, "1");
    const { error } = await run({ ...serialized, deadlineAt: serialized.startedAt + 1 }, "wait");
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadlineMs", attempts: 1 });
    expect(polls).toHaveLength(1);
  });

  it("is rejected at another address before sending anything", async () => {
    const { serialized } = await run(undefined, "0");
    const { error } = await run({ ...serialized, origin: "https://evil.example" }, "wait");
    expect(error).toMatchObject({
      name: "ConfigurationError",
      message: `a saved genesys-cloud.billableUsage has origin "https://evil.example"; expected ${JSON.stringify(address)}`,
    });
    expect(polls).toEqual([]);
  });
});
