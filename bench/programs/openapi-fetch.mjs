export async function deepgram({ baseUrl, credential, id, fetch }) {
  const { default: createClient } = await import("openapi-fetch");
  const headers = { authorization: `Token ${credential}` };
  const client = createClient({ baseUrl, headers, ...(fetch && { fetch }) });
  return async () => {
    const { data } = await client.GET("/v1/projects/{project_id}/balances", {
      params: { path: { project_id: id } },
    });
    return data.balances.length;
  };
}

export async function genesysCloud({ baseUrl, credential, id, fetch }) {
  const { default: createClient } = await import("openapi-fetch");
  const headers = { authorization: `Bearer ${credential}` };
  const client = createClient({ baseUrl, headers, ...(fetch && { fetch }) });
  return async () => {
    const { data } = await client.GET("/api/v2/billing/trusteebillingoverview/{trustorOrgId}", {
      params: { path: { trustorOrgId: id }, query: { billingPeriodIndex: 1 } },
    });
    return data.usages.length;
  };
}
