import type { Handle } from "./sandbox.js";

const asked = 10;

/** What the consumers have to get, asked of the sandbox with nothing but `fetch`. */
export async function expectedAnswer({ deepgram, genesysCloud, month }: Handle): Promise<object> {
  const { apiKey, projectId } = deepgram;
  const { clientId, clientSecret, trustorOrgId } = genesysCloud;
  const login = await json(`${genesysCloud.loginUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const token = { headers: { authorization: `Bearer ${String(login.access_token)}` } };
  const billing = `${genesysCloud.baseUrl}/api/v2/billing`;
  // The answer repeats the query as it came: in the order in which the client sends it.
  const query = new URLSearchParams(Object.entries(month).sort());
  const report = `${billing}/reports/billableusage?${query.toString()}`;
  let usage = await json(report, token);
  for (let times = 1; usage.status !== "Complete"; times += 1) {
    if (times === asked) throw new Error(`the sandbox's report is ${JSON.stringify(usage)}`);
    usage = await json(report, token);
  }
  return {
    balances: await json(`${deepgram.baseUrl}/v1/projects/${projectId}/balances`, {
      headers: { authorization: `Token ${apiKey}` },
    }),
    usage,
    overview: await json(
      `${billing}/trusteebillingoverview/${trustorOrgId}?billingPeriodIndex=1`,
      token,
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

async function json(address: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(address, init);
  if (!response.ok) throw new Error(`the sandbox answers ${response.status} to ${address}`);
  return (await response.json()) as Record<string, unknown>;
}
