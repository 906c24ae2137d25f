import type { Sandbox } from "@billkit/sandbox";
import { genesysCloudToken } from "../common/sandbox.js";

/** What `billkit-sandbox --json` prints, and the month to ask for. */
export type Handle = Pick<Sandbox, "deepgram" | "genesysCloud"> & {
  readonly month: { readonly startDate: string; readonly endDate: string };
};

const maxPolls = 10;

/** What each row must print: the sandbox's answers to plain `fetch`. */
export async function expectedAnswer({ deepgram, genesysCloud, month }: Handle): Promise<object> {
  const { apiKey, projectId } = deepgram;
  const authorization = `Bearer ${await genesysCloudToken(genesysCloud)}`;
  const billing = `${genesysCloud.baseUrl}/api/v2/billing`;
  // The answer repeats the query, in the order in which the client sends it.
  const query = new URLSearchParams(Object.entries(month).sort());
  let usage: { status?: unknown } = {};
  for (let poll = 0; poll < maxPolls && usage.status !== "Complete"; poll += 1) {
    usage = await get(`${billing}/reports/billableusage?${query.toString()}`, authorization);
  }
  const { trustorOrgId } = genesysCloud;
  return {
    balances: await get(`${deepgram.baseUrl}/v1/projects/${projectId}/balances`, `Token ${apiKey}`),
    usage,
    overview: await get(
      `${billing}/trusteebillingoverview/${trustorOrgId}?billingPeriodIndex=1`,
      authorization,
    ),
    error: {
      isNotFound: true,
      isApiError: true,
      name: "NotFoundError",
      status: 404,
      hasRequestId: true,
    },
  };
}

async function get(url: string, authorization: string): Promise<object> {
  const response = await fetch(url, { headers: { authorization } });
  if (!response.ok) throw new Error(`GET ${url} returned ${response.status}`);
  return (await response.json()) as object;
}
