/** `client.ts URL NAME CALLS`: makes so many calls at once and sends what they took to its parent. */
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { Deepgram } from "@billkit/deepgram";
import { connectGenesysCloud } from "billkit";

/** What the calls took. */
export interface Used {
  /** Each outcome, and how many calls had it. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The longest time that the event loop was blocked. */
  readonly blockedMs: number;
  readonly peakRssMiB: number;
}

const [url = "", name = "", calls = "1"] = process.argv.slice(2);
const baseUrl = `${url}/${encodeURIComponent(name)}`;
const limits = { maxRetries: 0, deadlineMs: 60_000 };

function makeCall(): () => PromiseLike<unknown> {
  if (!name.startsWith("login")) {
    const deepgram = new Deepgram({ credential: "a-key-of-deepgram", baseUrl, ...limits });
    return () => deepgram.billing.listBalances({ project_id: "p" });
  }
  const genesys = connectGenesysCloud({
    clientId: "a-client-id",
    clientSecret: "a-client-secret",
    region: "us-east-1",
    loginUrl: baseUrl,
    baseUrl,
    ...limits,
  });
  return () =>
    genesys.billing.getTrusteeBillingOverview({ trustorOrgId: "t", billingPeriodIndex: 1 });
}

const call = makeCall();
/** Drops the data at once: what a program keeps of it is its own. */
async function outcome(): Promise<string> {
  try {
    await call();
    return "ok";
  } catch (error) {
    const { name: type, reason, status } = error as Error & { reason?: string; status?: number };
    return `${type} ${reason ?? status ?? ""}`.trim();
  }
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await setTimeout(50);
delay.reset();
const cpu = process.cpuUsage();
const startedAt = performance.now();
const outcomes: Record<string, number> = {};
for (const each of await Promise.all(Array.from({ length: Number(calls) }, outcome))) {
  outcomes[each] = (outcomes[each] ?? 0) + 1;
}
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
await setTimeout(50);
const used: Used = {
  outcomes,
  wallMs,
  cpuMs: (user + system) / 1000,
  blockedMs: delay.max / 1e6,
  peakRssMiB: process.resourceUsage().maxRSS / 1024,
};
process.send?.(used);
