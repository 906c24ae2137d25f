/** The minimum of a call: fetch, a check of the status, and the body. */
export function deepgram({ baseUrl, credential, id, fetch: send }) {
  const headers = { authorization: `Token ${credential}` };
  return async () => {
    const response = await (send ?? fetch)(`${baseUrl}/v1/projects/${id}/balances`, { headers });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()).balances.length;
  };
}

export function genesysCloud({ baseUrl, credential, id, fetch: send }) {
  const headers = { authorization: `Bearer ${credential}` };
  const address = `${baseUrl}/api/v2/billing/trusteebillingoverview/${id}?billingPeriodIndex=1`;
  return async () => {
    const response = await (send ?? fetch)(address, { headers });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()).usages.length;
  };
}
