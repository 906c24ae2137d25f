export async function deepgram({ baseUrl, credential, id, fetch }) {
  const { Deepgram } = await import("@billkit/deepgram");
  const client = new Deepgram({ credential, baseUrl, fetch });
  return async () => (await client.billing.listBalances({ project_id: id })).balances.length;
}

export async function genesysCloud({ baseUrl, credential, id, fetch }) {
  const { GenesysCloud } = await import("@billkit/genesys-cloud");
  const client = new GenesysCloud({ credential, baseUrl, fetch });
  return async () => {
    const { usages } = await client.billing.getTrusteeBillingOverview({
      trustorOrgId: id,
      billingPeriodIndex: 1,
    });
    return usages.length;
  };
}
