import { startSandbox } from "@billkit/sandbox";
import { connectDeepgram, connectGenesysCloud } from "billkit";

/** The sandbox's responses for programs/: a project's balances and a customer's overview. */
export async function readAnswers() {
  const sandbox = await startSandbox();
  try {
    const { apiKey, projectId, baseUrl } = sandbox.deepgram;
    const { trustorOrgId, clientId, clientSecret, loginUrl, ...genesys } = sandbox.genesysCloud;
    const deepgram = connectDeepgram({ apiKey, baseUrl });
    const balances = await deepgram.billing.listBalances({ project_id: projectId });
    const login = { clientId, clientSecret, loginUrl, baseUrl: genesys.baseUrl };
    const overview = await connectGenesysCloud(login).billing.getTrusteeBillingOverview({
      trustorOrgId,
      billingPeriodIndex: 1,
    });
    return {
      deepgram: {
        /** The client's base URL over the stub. */
        baseUrl: "https://api.deepgram.com",
        id: projectId,
        path: `/v1/projects/${projectId}/balances`,
        body: JSON.stringify(balances),
        /** How many balances or items the body has. */
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
