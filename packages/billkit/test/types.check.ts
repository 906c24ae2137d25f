/** Compiled with the package and never run: what the public types guarantee. */
import type { Deepgram } from "@billkit/deepgram";
import type { GenesysCloud, TrusteeBillingOverview } from "@billkit/genesys-cloud";
import {
  connectDeepgram,
  connectGenesysCloud,
  type CompleteBillingUsageReport,
} from "../src/index.js";

export const deepgram: Deepgram = connectDeepgram({ apiKey: undefined });
export const genesys: GenesysCloud = connectGenesysCloud({ region: "eusc-de-east-1" });

// @ts-expect-error -- an unknown region
connectGenesysCloud({ region: "eu-west-9" });
// @ts-expect-error -- Deepgram has no regions
connectDeepgram({ region: "eu-west-1" });
// @ts-expect-error -- both dates are required
connectGenesysCloud().billableUsage({ startDate: "2026-06-01T00:00:00Z" });

export async function report(): Promise<"Complete" | undefined> {
  const period = { startDate: "2026-06-01T00:00:00Z", endDate: "2026-07-01T00:00:00Z" };
  const complete: CompleteBillingUsageReport = await connectGenesysCloud()
    .billableUsage(period)
    .wait();
  return complete.status;
}

export async function overviews(): Promise<(TrusteeBillingOverview | Error)[]> {
  const all: (TrusteeBillingOverview | Error)[] = [];
  for await (const { overview, error } of connectGenesysCloud().trusteeOverviews()) {
    all.push(error ?? overview);
    // @ts-expect-error -- it can be an error
    all.push(overview);
  }
  return all;
}
