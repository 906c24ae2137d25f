import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createSandboxFetch, type Fault, type SandboxFetch } from "@billkit/sandbox";
import {
  AuthenticationError,
  connectDeepgram,
  connectGenesysCloud,
  ConnectionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
} from "../src/index.js";
import { acceleratedClock } from "./support/accelerated-clock.js";
import { cleanEnvironment } from "./support/environment.js";

describe("calls while the sandbox fails", () => {
  cleanEnvironment();
  let sandbox: SandboxFetch;
  beforeAll(async () => {
    sandbox = await createSandboxFetch({ clock: { now: () => Date.UTC(2026, 6, 15, 12) } });
  });
  afterAll(() => {
    sandbox.close();
  });
  beforeEach(() => {
    sandbox.control.reset();
  });

  const add = (fault: Fault) => sandbox.control.addFault(fault);
  const requestsTo = (vendor: "deepgram" | "genesys-cloud") =>
    sandbox.control.state().requests[vendor];

  const listBalances = () => {
    const { apiKey, baseUrl, projectId } = sandbox.deepgram;
    const options = { apiKey, baseUrl, clock: acceleratedClock() };
    const deepgram = connectDeepgram({ ...options, fetch: sandbox.fetch });
    return deepgram.billing.listBalances({ project_id: projectId });
  };
  const genesysCloud = () => {
    const { baseUrl, loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
    const options = { baseUrl, loginUrl, clientId, clientSecret, clock: acceleratedClock() };
    return connectGenesysCloud({ ...options, fetch: sandbox.fetch });
  };
  const report = { startDate: "2026-06-01T00:00:00Z", endDate: "2026-07-01T00:00:00Z" };

  it.each<[Fault]>([
    [{ kind: "status", status: 503, count: 2 }],
    [{ kind: "status", status: 502, form: "html", count: 2 }],
    [{ kind: "status", status: 500, form: "empty", count: 2 }],
    [{ kind: "rate-limit", retryAfter: 2, count: 2 }],
    [{ kind: "rate-limit", count: 2 }],
    [{ kind: "reset", count: 2 }],
    [{ kind: "reset", afterBytes: 30, count: 2 }],
  ])("recover from %j", async (fault) => {
    add(fault);
    const { balances } = await listBalances();
    expect(balances).toHaveLength(2);
    expect(sandbox.control.faults()).toEqual([]);
  });

  it.each<[Fault, new (...args: never[]) => Error]>([
    [{ kind: "status", status: 503, form: "legacy" }, ServerError],
    [{ kind: "rate-limit", retryAfter: 86_400 }, RateLimitError],
    [{ kind: "expired-token" }, AuthenticationError],
    [{ kind: "html" }, UnexpectedResponseError],
    [{ kind: "truncated" }, UnexpectedResponseError],
    [{ kind: "reset" }, ConnectionError],
  ])("throw the right error for a permanent %j", async (fault, type) => {
    add(fault);
    await expect(listBalances()).rejects.toBeInstanceOf(type);
  });

  it("report a wait of a day instead of sleeping through it", async () => {
    add({ kind: "rate-limit", retryAfter: 86_400 });
    await expect(listBalances()).rejects.toMatchObject({ retryAfterMs: 86_400_000 });
    expect(requestsTo("deepgram")).toBe(1);
  });

  it("replace an expired token and resend the request", async () => {
    const genesys = genesysCloud();
    await genesys.organizationAuthorization.listTrustors();
    add({ kind: "expired-token", operation: "listTrustors", count: 1 });
    const { entities } = await genesys.organizationAuthorization.listTrustors();
    expect(entities).toHaveLength(3);
    expect(sandbox.control.state().vendors["genesys-cloud"].tokensIssued).toBe(2);
  });

  it.each<[Fault, string]>([
    [{ kind: "report-unfinished" }, "InProgress"],
    [{ kind: "report-status", status: "Archived" }, "Archived"],
  ])("wait for %j until the deadline, and return no report", async (fault, status) => {
    add(fault);
    const waiting = genesysCloud().billableUsage(report).wait({ deadlineMs: 59_000 });
    const failure: unknown = await waiting.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TimeoutError);
    // The number of polls until then depends on the poller and on how busy the machine is.
    expect(failure).toMatchObject({ lastState: { status } });
  });
});
