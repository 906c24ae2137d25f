export async function deepgram({ baseUrl, credential, id, fetch }) {
  const { BillingApi, Configuration } = await import("stock-deepgram");
  const api = new BillingApi(
    new Configuration({
      basePath: baseUrl,
      apiKey: `Token ${credential}`,
      ...(fetch && { fetchApi: fetch }),
    }),
  );
  return async () => (await api.listBalances({ projectId: id })).balances.length;
}

export async function genesysCloud({ baseUrl, credential, id, fetch }) {
  const { BillingApi, Configuration } = await import("stock-genesys-cloud");
  const api = new BillingApi(
    new Configuration({
      basePath: baseUrl,
      accessToken: credential,
      ...(fetch && { fetchApi: fetch }),
    }),
  );
  return async () =>
    (await api.getTrusteeBillingOverview({ trustorOrgId: id, billingPeriodIndex: 1 })).usages
      .length;
}
