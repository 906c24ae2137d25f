import { describe, expect, it } from "@jest/globals";
import { connectGenesysCloud, type TrusteeOverview } from "../src/index.js";
import { pacedLayers, type PacingOptions } from "../src/pacing.js";
import { json, stubFetch } from "./support/stub-fetch.js";
import { TestClock } from "./support/test-clock.js";

const customers = 1000;
const pageSize = 100;
const allowed = 300;
const windowMs = 60_000;
/** Pages of customers, and one overview per customer. */
const requests = customers / pageSize + customers;
/**
 * The limit's own minimum: the time that all requests would need if they came together and
 * responses were instant. 300 go at the start, the next 300 a minute later; the last of 1,010 after
 * 3 minutes.
 */
const ownMs = (Math.ceil(requests / allowed) - 1) * windowMs;

interface Service {
  readonly window: "fixed" | "sliding";
  /** How it writes the seconds until the reset in its headers; without it, no headers are sent. */
  readonly resetHeader?: (seconds: number) => number;
  readonly latencyMs?: number;
}

/** Answers 429 to more than 300 requests per minute and token. */
function genesysCloud(clock: TestClock, { window, resetHeader, latencyMs = 80 }: Service) {
  const arrived = new Map<string, number[]>();
  let refused = 0;
  const { fetch, requests: seen } = stubFetch(async ({ url, headers }) => {
    await clock.sleep(latencyMs / 2);
    const times = arrived.get(headers.get("authorization") ?? "") ?? [];
    arrived.set(headers.get("authorization") ?? "", times);
    const now = clock.now();
    const first = times[0] ?? now;
    const start =
      window === "fixed" ? now - ((now - first) % windowMs) : Math.max(first, now - windowMs + 1);
    const within = times.filter((at) => at >= start);
    const over = within.length >= allowed;
    if (over) refused++;
    else within.push(times[times.push(now) - 1] ?? now);
    const resetMs = (window === "fixed" ? start : (within[0] ?? now)) + windowMs - now;
    const limit = resetHeader && {
      "inin-ratelimit-count": `${within.length}`,
      "inin-ratelimit-allowed": `${allowed}`,
      "inin-ratelimit-reset": `${resetHeader(resetMs / 1000)}`,
    };
    await clock.sleep(latencyMs / 2);
    if (over) return json({ code: "too.many.requests.retry.after" }, 429, { "retry-after": "60" });
    const id = /trusteebillingoverview\/(.*)$/.exec(url.pathname)?.[1];
    return json(
      id === undefined ? pageOf(Number(url.searchParams.get("pageNumber"))) : overviewOf(id),
      200,
      limit,
    );
  });
  return { fetch, seen, refused: () => refused };
}

const pageOf = (page: number): object => ({
  entities: Array.from({ length: pageSize }, (_, index) => ({
    id: `customer-${(page - 1) * pageSize + index}`,
    enabled: true,
  })),
  pageCount: customers / pageSize,
});

const overviewOf = (id: string): object => ({
  organization: { id },
  currency: "USD",
  enabledProducts: [],
  subscriptionType: "PREPAY",
  usages: [],
});

async function walk(service: Service, options: PacingOptions, concurrency?: number) {
  const clock = new TestClock();
  const { fetch, seen, refused } = genesysCloud(clock, service);
  const genesys = connectGenesysCloud({
    accessToken: "a-token-of-300-a-minute",
    region: "us-east-1",
    fetch,
    clock,
    layers: pacedLayers(options),
  });
  const startedAt = clock.now();
  const collect = async (): Promise<TrusteeOverview[]> => {
    const items: TrusteeOverview[] = [];
    for await (const item of genesys.trusteeOverviews({ billingPeriodIndex: 1, concurrency })) {
      items.push(item);
    }
    return items;
  };
  const items = await clock.until(collect());
  return { items, seen, refused, elapsedMs: clock.now() - startedAt };
}

describe(`${customers} customers at ${allowed} requests per minute`, () => {
  const rate: PacingOptions = { rate: "300 per minute" };
  it.each<[string, Service, PacingOptions, number | undefined]>([
    ["a configured rate, fixed windows", { window: "fixed" }, rate, 8],
    ["a configured rate, sliding windows", { window: "sliding" }, rate, 8],
    ["a configured rate, 100 at a time", { window: "sliding" }, rate, 100],
    ["a configured rate, slow responses", { window: "sliding", latencyMs: 300 }, rate, 32],
    ["headers, fixed windows", { window: "fixed", resetHeader: Math.floor }, {}, 8],
    ["headers that are rounded up", { window: "fixed", resetHeader: Math.ceil }, {}, 8],
    ["headers, sliding windows", { window: "sliding", resetHeader: Math.floor }, {}, 8],
    ["headers, 100 at a time", { window: "fixed", resetHeader: Math.floor }, {}, 100],
    ["both", { window: "fixed", resetHeader: Math.floor }, rate, 8],
  ])(
    "take at most 1.05 times the limit's own minimum, by %s",
    async (_, service, options, concurrency) => {
      const { items, seen, refused, elapsedMs } = await walk(service, options, concurrency);
      expect(refused()).toBe(0);
      expect(seen).toHaveLength(requests);
      // Each exactly once, and none lost to a deadline: the default is 5 minutes per call.
      expect(new Set(items.map(({ trustor }) => trustor.id)).size).toBe(customers);
      expect(items).toHaveLength(customers);
      expect(items.filter(({ error }) => error)).toEqual([]);
      expect(elapsedMs).toBeGreaterThanOrEqual(ownMs);
      expect(elapsedMs).toBeLessThanOrEqual(1.05 * ownMs);
    },
  );

  it("stop on an abort, even while requests are queued", async () => {
    const clock = new TestClock();
    const { fetch, seen } = genesysCloud(clock, { window: "fixed" });
    const genesys = connectGenesysCloud({
      accessToken: "token",
      region: "us-east-1",
      fetch,
      clock,
      layers: pacedLayers(rate),
    });
    const controller = new AbortController();
    const startedAt = clock.now();
    let count = 0;
    const collect = async (): Promise<void> => {
      const { signal } = controller;
      for await (const item of genesys.trusteeOverviews({ concurrency: 8, signal })) {
        expect(item.error).toBeUndefined();
        count++;
      }
    };
    const late = clock.sleep(30_000).then(() => {
      controller.abort("enough");
    });
    await expect(clock.until(collect())).rejects.toBe("enough");
    await late;
    // By then 300 requests have been sent, including three pages; the others were queued.
    expect([seen.length, count, clock.now() - startedAt]).toEqual([300, 297, 30_000]);
    await clock.until(clock.sleep(3 * windowMs));
    expect(seen).toHaveLength(300);
  });

  it("would get a 429 without pacing, because this service enforces its limit", async () => {
    const clock = new TestClock();
    const { fetch, refused } = genesysCloud(clock, { window: "fixed" });
    const genesys = connectGenesysCloud({
      accessToken: "token",
      region: "us-east-1",
      fetch,
      clock,
    });
    const collect = async (): Promise<number> => {
      let count = 0;
      for await (const { error } of genesys.trusteeOverviews({ concurrency: 8 }))
        count += error ? 0 : 1;
      return count;
    };
    await clock.until(collect());
    expect(refused()).toBeGreaterThan(0);
  });
});
