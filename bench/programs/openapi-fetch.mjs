async function clientOf(authorization, { baseUrl, fetch }) {
  const { default: createClient } = await import("openapi-fetch");
  return createClient({ baseUrl, headers: { authorization }, ...(fetch && { fetch }) });
}

export async function deepgram({ credential, id, ...options }) {
  const client = await clientOf(`Token ${credential}`, options);
  return async () => {
    const params = { path: { project_id: id } };
    return (await client.GET("/v1/projects/{project_id}/balances", { params })).data.balances
      .length;
  };
}

export async function genesysCloud({ credential, id, ...options }) {
  const client = await clientOf(`Bearer ${credential}`, options);
  const path = "/api/v2/billing/trusteebillingoverview/{trustorOrgId}";
  return async () => {
    const params = { path: { trustorOrgId: id }, query: { billingPeriodIndex: 1 } };
    return (await client.GET(path, { params })).data.usages.length;
  };
}
