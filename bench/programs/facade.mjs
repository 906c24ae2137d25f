export async function deepgram({ baseUrl, credential, id, fetch }) {
  const { connectDeepgram } = await import("billkit");
  const client = connectDeepgram({ apiKey: credential, baseUrl, fetch });
  return async () => (await client.billing.listBalances({ project_id: id })).balances.length;
}

export async function genesysCloud({ baseUrl, credential, id, fetch }) {
  const { connectGenesysCloud } = await import("billkit");
  const client = connectGenesysCloud({ accessToken: credential, baseUrl, fetch });
  return async () => {
    const { usages } = await client.billing.getTrusteeBillingOverview({
      trustorOrgId: id,
      billingPeriodIndex: 1,
    });
    return usages.length;
  };
}
