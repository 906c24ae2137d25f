import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { AuthenticationError, connectDeepgram, connectGenesysCloud } from "../src/index.js";
import { acceleratedClock } from "./support/accelerated-clock.js";
import { cleanEnvironment } from "./support/environment.js";

const now = Date.UTC(2026, 6, 15, 12);

describe("with the sandbox", () => {
  cleanEnvironment();
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ clock: { now: () => now }, validateResponses: true });
  });
  afterAll(() => sandbox.close());

  const genesysOptions = () => {
    const { baseUrl, loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
    return { baseUrl, loginUrl, clientId, clientSecret };
  };

  it("reads both vendors, configured only by the environment", async () => {
    const { baseUrl, loginUrl, clientId, clientSecret, trustorOrgId } = sandbox.genesysCloud;
    Object.assign(process.env, {
      DEEPGRAM_API_KEY: sandbox.deepgram.apiKey,
      DEEPGRAM_BASE_URL: sandbox.deepgram.baseUrl,
      GENESYSCLOUD_OAUTHCLIENT_ID: clientId,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: clientSecret,
      GENESYSCLOUD_BASE_URL: baseUrl,
      GENESYSCLOUD_LOGIN_URL: loginUrl,
    });
    const { balances } = await connectDeepgram().billing.listBalances({
      project_id: sandbox.deepgram.projectId,
    });
    expect(balances?.length).toBeGreaterThan(0);
    const overview = await connectGenesysCloud().billing.getTrusteeBillingOverview({
      trustorOrgId,
    });
    expect(overview.organization.id).toBe(trustorOrgId);
  });

  it("waits for the usage report", async () => {
    // On this clock an hour takes 36 s: long enough for a busy machine.
    const hour = 3_600_000;
    const limits = { timeoutMs: hour, deadlineMs: hour };
    const genesys = connectGenesysCloud({
      ...genesysOptions(),
      ...limits,
      clock: acceleratedClock(),
    });
    const statuses: string[] = [];
    const report = await genesys
      .billableUsage({ startDate: "2026-06-01T00:00:00Z", endDate: "2026-07-01T00:00:00Z" })
      .wait({ deadlineMs: hour, onProgress: ({ status }) => statuses.push(status) });
    expect(statuses).toEqual(["InProgress", "InProgress", "Complete"]);
    expect(report.usages.length).toBeGreaterThan(0);
  });

  it("lists the customers", async () => {
    const genesys = connectGenesysCloud(genesysOptions());
    const seen: (string | undefined)[] = [];
    for await (const { trustor, overview } of genesys.trusteeOverviews({ billingPeriodIndex: 1 })) {
      expect(overview?.organization.id).toBe(trustor.id);
      seen.push(trustor.id);
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toContain(sandbox.genesysCloud.trustorOrgId);
  });

  it("is rejected with a wrong secret or key", async () => {
    const genesys = connectGenesysCloud({ ...genesysOptions(), clientSecret: "wrong" });
    await expect(genesys.organizationAuthorization.listTrustors()).rejects.toThrow(
      AuthenticationError,
    );
    const deepgram = connectDeepgram({ baseUrl: sandbox.deepgram.baseUrl, apiKey: "wrong" });
    await expect(deepgram.projects.listProjects()).rejects.toThrow(AuthenticationError);
  });
});
