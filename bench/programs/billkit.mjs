export async function deepgram({ baseUrl, credential, id, fetch, layers }) {
  const { Deepgram } = await import("@billkit/deepgram");
  const client = new Deepgram({ credential, baseUrl, fetch, layers });
  return async () => (await client.billing.listBalances({ project_id: id })).balances.length;
}

export async function genesysCloud({ baseUrl, credential, id, fetch, layers }) {
  const { GenesysCloud } = await import("@billkit/genesys-cloud");
  const client = new GenesysCloud({ credential, baseUrl, fetch, layers });
  return async () => {
    const { usages } = await client.billing.getTrusteeBillingOverview({
      trustorOrgId: id,
      billingPeriodIndex: 1,
    });
    return usages.length;
  };
}
