import { describe, expect, it } from "@jest/globals";
import { connectGenesysCloud } from "../src/index.js";
import { json, stubFetch } from "./support/stub-fetch.js";
import { TestClock } from "./support/test-clock.js";

// What users of other clients have requested, each with its issue.

const period = { startDate: "2026-06-01T00:00:00Z", endDate: "2026-07-01T00:00:00Z" };
const usages = [{ name: "calls", totalUsage: "12.5", resources: [] }];
const report = (status: string): Response => json({ ...period, status, usages });

function connect(answer: Parameters<typeof stubFetch>[0]) {
  const clock = new TestClock();
  const { fetch, requests } = stubFetch(answer);
  const genesys = connectGenesysCloud({
    region: "us-east-1",
    clientId: "a-client",
    clientSecret: "a-secret-of-it",
    clock,
    fetch,
    random: () => 0.5,
  });
  const posts = (): number => requests.filter(({ method }) => method === "POST").length;
  return { genesys, clock, requests, posts };
}
const token = (life: number): Response => json({ access_token: "a-token", expires_in: life });

describe("billable usage", () => {
  it("deepgram-python-sdk#457: never returns an incomplete report, however often the service sends one", async () => {
    let polls = 0;
    const { genesys, clock } = connect(({ method }) =>
      method === "POST" ? token(86_400) : report(++polls < 4 ? "InProgress" : "Complete"),
    );
    const seen: string[] = [];
    const got = genesys
      .billableUsage(period)
      .wait({ onProgress: ({ status }) => seen.push(status) });
    expect((await clock.until(got)).status).toBe("Complete");
    expect(seen).toEqual(["InProgress", "InProgress", "InProgress", "Complete"]);
  });

  it("doesn't request a complete report again, since reports change once a day", async () => {
    const { genesys, requests } = connect(({ method }) =>
      method === "POST" ? token(86_400) : report("Complete"),
    );
    const poller = genesys.billableUsage(period);
    const first = await poller.wait();
    const before = requests.length;
    expect(await poller.wait()).toBe(first);
    expect((await poller.poll()).status).toBe("Complete");
    expect(requests).toHaveLength(before);
  });
});

describe("rate-limited logins", () => {
  const list = ({ genesys }: ReturnType<typeof connect>) =>
    genesys.organizationAuthorization.listTrustors().then(() => undefined);
  const listed = (): Response => json({ entities: [], pageCount: 1 });

  it("terraform-provider-genesyscloud#1004: a hundred calls share one login", async () => {
    const rig = connect(({ method }) => (method === "POST" ? token(86_400) : listed()));
    await Promise.all(Array.from({ length: 100 }, () => list(rig)));
    expect(rig.posts()).toBe(1);
  });

  it("terraform-provider-genesyscloud#1004: a token is renewed before it expires, without a 401", async () => {
    const rig = connect(({ method }) => (method === "POST" ? token(600) : listed()));
    await list(rig);
    rig.clock.advance(539_000);
    await list(rig);
    expect(rig.posts()).toBe(1);
    rig.clock.advance(2000);
    await list(rig);
    expect(rig.posts()).toBe(2);
  });

  it("terraform-provider-genesyscloud#1004: a login that gets a 429 is retried after its wait", async () => {
    let logins = 0;
    const rig = connect(({ method }) => {
      if (method !== "POST") return listed();
      return ++logins > 1 ? token(86_400) : json({}, 429, { "retry-after": "100" });
    });
    const start = rig.clock.now();
    await rig.clock.until(list(rig));
    // Plus jitter, up to half a second.
    expect(rig.clock.now() - start).toBeGreaterThanOrEqual(100_000);
    expect(rig.clock.now() - start).toBeLessThan(100_500);
    expect(rig.posts()).toBe(2);
  });
});
