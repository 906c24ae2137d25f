async function apiOf(module, { baseUrl: basePath, fetch }, credential) {
  const { BillingApi, Configuration } = await import(module);
  return new BillingApi(
    new Configuration({ basePath, ...credential, ...(fetch && { fetchApi: fetch }) }),
  );
}

export async function deepgram({ credential, id, ...options }) {
  const api = await apiOf("stock-deepgram", options, { apiKey: `Token ${credential}` });
  return async () => (await api.listBalances({ projectId: id })).balances.length;
}

export async function genesysCloud({ credential, id, ...options }) {
  const api = await apiOf("stock-genesys-cloud", options, { accessToken: credential });
  return async () => {
    const overview = { trustorOrgId: id, billingPeriodIndex: 1 };
    return (await api.getTrusteeBillingOverview(overview)).usages.length;
  };
}
