import { startSandbox } from "@billkit/sandbox";
import { connectDeepgram, connectGenesysCloud } from "billkit";

/** What the service answers to one operation, for programs/ to read. */
export interface Answer {
  /** Where the client takes the service to be when it is given a stub. */
  readonly baseUrl: string;
  /** Of the project, or the customer. */
  readonly id: string;
  /** What addresses of the operation begin with. */
  readonly path: string;
  readonly body: string;
  /** How many balances, or items, are in the body. */
  readonly count: number;
}

/** Takes what the sandbox answers: a project's balances, and a customer's overview. */
export async function takeAnswers(): Promise<Record<"deepgram" | "genesysCloud", Answer>> {
  const sandbox = await startSandbox();
  try {
    const { apiKey, projectId, baseUrl } = sandbox.deepgram;
    const deepgram = connectDeepgram({ apiKey, baseUrl });
    const balances = await deepgram.billing.listBalances({ project_id: projectId });
    const { trustorOrgId, ...login } = sandbox.genesysCloud;
    const genesys = connectGenesysCloud(login);
    const overview = await genesys.billing.getTrusteeBillingOverview({
      trustorOrgId,
      billingPeriodIndex: 1,
    });
    return {
      deepgram: {
        baseUrl: "https://api.deepgram.com",
        id: projectId,
        path: `/v1/projects/${projectId}/balances`,
        body: JSON.stringify(balances),
        count: balances.balances?.length ?? 0,
      },
      genesysCloud: {
        baseUrl: "https://api.mypurecloud.com",
        id: trustorOrgId,
        path: `/api/v2/billing/trusteebillingoverview/${trustorOrgId}`,
        body: JSON.stringify(overview),
        count: overview.usages.length,
      },
    };
  } finally {
    await sandbox.close();
  }
}
