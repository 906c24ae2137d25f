export async function deepgram({ baseUrl, credential, id, fetch }) {
  const { DeepgramClient } = await import("@deepgram/sdk");
  const client = new DeepgramClient({ apiKey: credential, baseUrl, ...(fetch && { fetch }) });
  return async () => {
    const { balances } = await client.manage.v1.projects.billing.balances.list(id);
    return balances.length;
  };
}

export async function genesysCloud({ baseUrl, credential, id, fetch }) {
  const { default: platform } = await import("purecloud-platform-client-v2");
  const client = platform.ApiClient.instance;
  client.setAccessToken(credential);
  const { protocol, hostname, port } = new URL(baseUrl);
  if (port) client.config.setGateway({ protocol: protocol.slice(0, -1), host: hostname, port });
  if (fetch) client.setHttpClient(new Stubbed(platform, fetch));
  const api = new platform.BillingApi();
  return async () => {
    const { usages } = await api.getBillingTrusteebillingoverviewTrustorOrgId(id, {
      billingPeriodIndex: 1,
    });
    return usages.length;
  };
}

/** This client doesn't call fetch: the stub replaces its HTTP client. */
function Stubbed({ AbstractHttpClient }, fetch) {
  return new (class extends AbstractHttpClient {
    async request({ url, method, headers, params }) {
      const response = await fetch(`${url}?${new URLSearchParams(params)}`, { method, headers });
      const { status, statusText } = response;
      return {
        status,
        statusText,
        headers: Object.fromEntries(response.headers),
        data: await response.json(),
      };
    }
  })();
}
