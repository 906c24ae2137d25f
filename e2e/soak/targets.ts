import type { Sandbox } from "@billkit/sandbox";
import { connectDeepgram } from "billkit";
import { genesysCloudToken } from "../common/sandbox.js";

export interface Target {
  readonly vendor: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly paths: readonly string[];
}

/** Every operation of both vendors, as one connection repeats them. */
export async function targetsOf({
  deepgram,
  genesysCloud,
}: Pick<Sandbox, "deepgram" | "genesysCloud">): Promise<Target[]> {
  const { apiKey, baseUrl, projectId } = deepgram;
  const { billing } = connectDeepgram({ apiKey, baseUrl });
  const { balances = [] } = await billing.listBalances({ project_id: projectId });
  const project = `/v1/projects/${projectId}`;
  const overview = `/api/v2/billing/trusteebillingoverview/${genesysCloud.trustorOrgId}`;
  const period = `startDate=${day(-60)}T00:00:00Z&endDate=${day(-30)}T00:00:00Z`;
  return [
    {
      vendor: "deepgram",
      url: baseUrl,
      headers: { authorization: `Token ${apiKey}` },
      paths: [
        "/v1/projects",
        `${project}/balances`,
        `${project}/balances/${balances[0]?.balance_id ?? ""}`,
        `${project}/purchases?limit=1000`,
        `${project}/billing/fields`,
        `${project}/billing/breakdown?start=${day(-30)}&end=${day(0)}&grouping=line_item&grouping=tags`,
      ],
    },
    {
      vendor: "genesys-cloud",
      url: genesysCloud.baseUrl,
      headers: { authorization: `Bearer ${await genesysCloudToken(genesysCloud)}` },
      paths: [
        "/api/v2/orgauthorization/trustors?pageSize=100",
        overview,
        `${overview}?billingPeriodIndex=1`,
        `/api/v2/billing/reports/billableusage?${period}`,
      ],
    },
  ];
}

function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
}
