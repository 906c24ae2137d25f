import { Deepgram } from "@billkit/deepgram";
import { GenesysCloud } from "@billkit/genesys-cloud";
import { expect, it } from "@jest/globals";
import {
  connectDeepgram,
  connectGenesysCloud,
  type CompleteBillingUsageReport,
  type DeepgramOptions,
  type GenesysCloudOptions,
  type PollState,
  type SerializedPoller,
} from "../src/index.js";

/** Checked by the compiler (`npm run typecheck`): a directive fails if its line compiles. */

export const key: DeepgramOptions = { apiKey: "k", timeoutMs: 1000, baseUrl: undefined };
// @ts-expect-error -- a typo is an error
export const typo: DeepgramOptions = { apikey: "k" };
export const anyRegion: GenesysCloudOptions = { region: "eu-central-1" };
// @ts-expect-error -- a region must be one of the vendor's
export const noRegion: GenesysCloudOptions = { region: "moon-1" };
export const tokenFunction: GenesysCloudOptions = {
  domain: "mypurecloud.de",
  credential: async ({ rejected, signal }) => {
    await fetch("https://vault.example/token", { signal });
    return rejected === undefined ? "first" : "second";
  },
};

export async function waits(): Promise<void> {
  const genesys = connectGenesysCloud();
  const period = { startDate: "2026-06-01T00:00:00Z", endDate: "2026-06-30T23:59:59Z" };
  const poller = genesys.billableUsage(period);
  const report: CompleteBillingUsageReport = await poller.wait({ deadlineMs: 1000 });
  // @ts-expect-error -- an incomplete report is never returned
  report.status = "InProgress";
  const state: PollState = await poller.poll();
  // @ts-expect-error -- a state is read-only
  state.polls = 0;
  const serialized: SerializedPoller = poller.serialize();
  genesys.resumeBillableUsage(serialized);
  // @ts-expect-error -- both ends of the period are required
  genesys.billableUsage({ startDate: period.startDate });
  for await (const { overview, error } of genesys.trusteeOverviews({ billingPeriodIndex: 1 })) {
    // @ts-expect-error -- an overview or an error is present, so either can be absent
    overview.currency.trim();
    if (error === undefined) overview.currency.trim();
  }
}

it("connect returns the vendor's own class", () => {
  const deepgram: Deepgram = connectDeepgram({ apiKey: "k" });
  const genesys: GenesysCloud = connectGenesysCloud({ accessToken: "t", region: "us-east-1" });
  expect(deepgram).toBeInstanceOf(Deepgram);
  expect(genesys).toBeInstanceOf(GenesysCloud);
});
