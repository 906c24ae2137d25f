import type { Sandbox } from "@billkit/sandbox";

/** One vendor's sandbox, as another program is led to it. */
export interface Target {
  readonly vendor: string;
  readonly baseUrl: string;
  /** By which it lets in. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ids that are there, by the path parameter they are sent as. */
  readonly ids: Readonly<Record<string, readonly (string | number)[]>>;
  /** Whether it is served from its contract alone, by data that mean nothing. */
  readonly isAlone: boolean;
}

/** The vendors that the sandbox has a behaviour of. */
export async function targetsOf(sandbox: Sandbox): Promise<Target[]> {
  const { deepgram, genesysCloud, control } = sandbox;
  const { vendors } = control.state();
  const projects = vendors.deepgram.accounts[0]?.projects ?? [];
  const trustors = vendors["genesys-cloud"].organizations[0]?.trustors ?? [];
  return [
    {
      vendor: "deepgram",
      baseUrl: deepgram.baseUrl,
      headers: { Authorization: `Token ${deepgram.apiKey}` },
      ids: {
        project_id: projects.map(({ project_id }) => project_id),
        balance_id: projects.flatMap(({ balances }) => balances.map((each) => each.balance_id)),
      },
      isAlone: false,
    },
    {
      vendor: "genesys-cloud",
      baseUrl: genesysCloud.baseUrl,
      headers: { Authorization: `Bearer ${await logIn(genesysCloud)}` },
      ids: { trustorOrgId: trustors.map(({ id }) => id) },
      isAlone: false,
    },
  ];
}

async function logIn({ loginUrl, clientId, clientSecret }: Sandbox["genesysCloud"]) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const response = await fetch(`${loginUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}
