/** `client.ts URL NAME CALLS`: makes CALLS concurrent calls and sends their times. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { Deepgram } from "@billkit/deepgram";
import { connectGenesysCloud } from "billkit";

const [url = "", name = "", calls = "1"] = process.argv.slice(2);
const limits = { maxRetries: 0, deadlineMs: 60_000, baseUrl: `${url}/${encodeURIComponent(name)}` };
const deepgram = new Deepgram({ credential: "a-key-of-deepgram", ...limits });
const genesys = connectGenesysCloud({
  clientId: "a-client-id",
  clientSecret: "a-client-secret",
  loginUrl: limits.baseUrl,
  ...limits,
});
const overview = { trustorOrgId: "t", billingPeriodIndex: 1 };
const call = (): PromiseLike<unknown> =>
  name.startsWith("login")
    ? genesys.billing.getTrusteeBillingOverview(overview)
    : deepgram.billing.listBalances({ project_id: "p" });
/** Drops the data immediately: keeping it is up to a program. */
const outcome = (): PromiseLike<string> =>
  call().then(
    () => "ok",
    (error: unknown) => (error as Error).name,
  );

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await setTimeout(50);
delay.reset();
const outcomes = await Promise.all(Array.from({ length: Number(calls) }, outcome));
await setTimeout(50);
const used = {
  /** Each call's result. */
  outcomes,
  /** The longest time that the event loop was blocked. */
  blockedMs: delay.max / 1e6,
  peakRssMiB: process.resourceUsage().maxRSS / 1024,
};
export type Used = typeof used;
process.send?.(used);
