import type { Sandbox } from "@billkit/sandbox";
import { genesysCloudToken } from "../common/sandbox.js";

export interface Target {
  readonly vendor: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly paths: readonly string[];
}

/** Most operations of both vendors, as one connection repeats them. */
export async function targetsOf({
  deepgram,
  genesysCloud,
}: Pick<Sandbox, "deepgram" | "genesysCloud">): Promise<Target[]> {
  const project = `/v1/projects/${deepgram.projectId}`;
  const overview = `/api/v2/billing/trusteebillingoverview/${genesysCloud.trustorOrgId}`;
  return [
    {
      vendor: "deepgram",
      url: deepgram.baseUrl,
      headers: { authorization: `Token ${deepgram.apiKey}` },
      paths: [
        ...["/v1/projects", `${project}/balances`, `${project}/purchases?limit=1000`],
        ...[`${project}/billing/fields`, `${project}/billing/breakdown?grouping=tags`],
      ],
    },
    {
      vendor: "genesys-cloud",
      url: genesysCloud.baseUrl,
      headers: { authorization: `Bearer ${await genesysCloudToken(genesysCloud)}` },
      paths: [
        ...["/api/v2/orgauthorization/trustors", overview, `${overview}?billingPeriodIndex=1`],
        "/api/v2/billing/reports/billableusage?startDate=2026-03-01T00:00:00Z&endDate=2026-03-31T00:00:00Z",
      ],
    },
  ];
}
