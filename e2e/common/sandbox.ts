import type { Sandbox } from "@billkit/sandbox";

type Login = Pick<Sandbox["genesysCloud"], "loginUrl" | "clientId" | "clientSecret">;

/** Logs in with plain fetch. */
export async function genesysCloudToken({ loginUrl, clientId, clientSecret }: Login) {
  const response = await fetch(`${loginUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

/** The last whole month in UTC, as a request for billable usage names it. */
export function lastMonth(nowMs: number): { startDate: string; endDate: string } {
  const now = new Date(nowMs);
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth()) - 1000;
  const text = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");
  return { startDate: text(start), endDate: text(end) };
}
