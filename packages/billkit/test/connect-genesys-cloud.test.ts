import { describe, expect, it } from "@jest/globals";
import { GenesysCloud } from "@billkit/genesys-cloud";
import {
  ConfigurationError,
  connectGenesysCloud,
  type GenesysCloudOptions,
  type GenesysCloudRegion,
} from "../src/index.js";
import { genesysCloudRegions } from "../src/genesys-cloud.js";
import { cleanEnvironment } from "./support/environment.js";
import { json, stubFetch } from "./support/stub-fetch.js";

const client = { clientId: "client-id", clientSecret: "client-secret" };

/** The addresses of login and API, and the authorization that the API received. */
async function contact(options: GenesysCloudOptions): Promise<string[]> {
  const { fetch, requests } = stubFetch(({ method }) =>
    json(method === "POST" ? { access_token: "issued-token", expires_in: 300 } : { entities: [] }),
  );
  await connectGenesysCloud({ ...options, fetch }).organizationAuthorization.listTrustors();
  return requests.map(({ url, headers }) => `${url.origin} ${headers.get("authorization") ?? ""}`);
}

const basic = "Basic Y2xpZW50LWlkOmNsaWVudC1zZWNyZXQ=";

describe("connectGenesysCloud", () => {
  cleanEnvironment();

  it("is a GenesysCloud", () => {
    const genesys = connectGenesysCloud({ ...client, region: "eu-west-1" });
    expect(genesys).toBeInstanceOf(GenesysCloud);
  });

  it.each<[GenesysCloudRegion, string]>([
    ["us-east-1", "mypurecloud.com"],
    ["us-east-2", "use2.us-gov-pure.cloud"],
    ["us-west-2", "usw2.pure.cloud"],
    ["ca-central-1", "cac1.pure.cloud"],
    ["sa-east-1", "sae1.pure.cloud"],
    ["mx-central-1", "mxc1.pure.cloud"],
    ["eu-west-1", "mypurecloud.ie"],
    ["eu-west-2", "euw2.pure.cloud"],
    ["eu-central-1", "mypurecloud.de"],
    ["eu-central-2", "euc2.pure.cloud"],
    ["eusc-de-east-1", "edee1.eusc-pure.cloud"],
    ["me-central-1", "mec1.pure.cloud"],
    ["ap-south-1", "aps1.pure.cloud"],
    ["ap-southeast-1", "apse1.pure.cloud"],
    ["ap-southeast-2", "mypurecloud.com.au"],
    ["ap-northeast-1", "mypurecloud.jp"],
    ["ap-northeast-2", "apne2.pure.cloud"],
    ["ap-northeast-3", "apne3.pure.cloud"],
  ])("has the region %s", async (region, domain) => {
    expect(await contact({ ...client, region })).toEqual([
      `https://login.${domain} ${basic}`,
      `https://api.${domain} Bearer issued-token`,
    ]);
  });

  it("has 18 regions", () => {
    expect(Object.keys(genesysCloudRegions)).toHaveLength(18);
  });

  it.each<[string, GenesysCloudOptions, Record<string, string>, string, string]>([
    ["any domain", { domain: "new.pure.cloud" }, {}, "login.new.pure.cloud", "api.new.pure.cloud"],
    [
      "the environment's region",
      {},
      { REGION: "eu-west-1" },
      "login.mypurecloud.ie",
      "api.mypurecloud.ie",
    ],
    [
      "the environment's addresses, whatever its region is",
      {},
      { REGION: "nowhere-1", BASE_URL: "https://api.example", LOGIN_URL: "https://login.example" },
      "login.example",
      "api.example",
    ],
    [
      "one address from the environment and the region for the other",
      {},
      { REGION: "eu-west-1", BASE_URL: "https://api.example" },
      "login.mypurecloud.ie",
      "api.example",
    ],
    [
      "a region option before the environment's addresses",
      { region: "eu-central-1" },
      { REGION: "eu-west-1", BASE_URL: "https://api.example", LOGIN_URL: "https://login.example" },
      "login.mypurecloud.de",
      "api.mypurecloud.de",
    ],
    [
      "address options before a region",
      {
        region: "eu-central-1",
        baseUrl: "https://gateway.example",
        loginUrl: "https://sso.example",
      },
      {},
      "sso.example",
      "gateway.example",
    ],
    [
      "address options, whatever the environment's region is",
      { baseUrl: "https://gateway.example", loginUrl: "https://sso.example" },
      { REGION: "nowhere-1" },
      "sso.example",
      "gateway.example",
    ],
  ])("uses %s", async (_, options, variables, login, api) => {
    for (const [name, value] of Object.entries(variables))
      process.env[`GENESYSCLOUD_${name}`] = value;
    expect(await contact({ ...client, ...options })).toEqual([
      `https://${login} ${basic}`,
      `https://${api} Bearer issued-token`,
    ]);
  });

  it.each<[string, GenesysCloudOptions, Record<string, string>, string[]]>([
    [
      "client credentials from the environment",
      {},
      { OAUTHCLIENT_ID: "client-id", OAUTHCLIENT_SECRET: "client-secret" },
      [basic, "Bearer issued-token"],
    ],
    [
      "an id option and a secret from the environment",
      { clientId: "client-id" },
      { OAUTHCLIENT_ID: "other", OAUTHCLIENT_SECRET: "client-secret" },
      [basic, "Bearer issued-token"],
    ],
    [
      "client credential options before a token from the environment",
      client,
      { ACCESS_TOKEN: "their-token" },
      [basic, "Bearer issued-token"],
    ],
    ["a token", { accessToken: "own-token" }, {}, ["Bearer own-token"]],
    ["a credential function", { credential: () => Promise.resolve("own") }, {}, ["Bearer own"]],
    [
      "a token from the environment before its client credentials",
      {},
      { ACCESS_TOKEN: "their-token", OAUTHCLIENT_ID: "id", OAUTHCLIENT_SECRET: "secret" },
      ["Bearer their-token"],
    ],
  ])("accepts %s", async (_, options, variables, expected) => {
    for (const [name, value] of Object.entries(variables))
      process.env[`GENESYSCLOUD_${name}`] = value;
    const seen = await contact({ region: "us-east-1", ...options });
    expect(seen.map((line) => line.replace(/^\S+ /, ""))).toEqual(expected);
  });

  it.each<[string, GenesysCloudOptions, string, string]>([
    [
      "no region",
      client,
      "region",
      "no region; pass region, domain or loginUrl or set GENESYSCLOUD_REGION",
    ],
    [
      "no login address",
      { ...client, baseUrl: "https://api.example" },
      "region",
      "no region; pass region, domain or loginUrl or set GENESYSCLOUD_REGION",
    ],
    [
      "nothing at all",
      {},
      "clientId",
      "no credential; pass clientId and clientSecret or set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, or pass accessToken or set GENESYSCLOUD_ACCESS_TOKEN",
    ],
    [
      "no id",
      { region: "eu-west-1", clientSecret: "secret" },
      "clientId",
      "no clientId; pass clientId or set GENESYSCLOUD_OAUTHCLIENT_ID",
    ],
    [
      "a token and no region",
      { accessToken: "token" },
      "region",
      "no region; pass region or domain or set GENESYSCLOUD_REGION",
    ],
    [
      "no secret",
      { region: "eu-west-1", clientId: "id" },
      "clientSecret",
      "no clientSecret; pass clientSecret or set GENESYSCLOUD_OAUTHCLIENT_SECRET",
    ],
    [
      "an empty secret",
      { region: "eu-west-1", clientId: "id", clientSecret: "" },
      "clientSecret",
      "no clientSecret; pass clientSecret or set GENESYSCLOUD_OAUTHCLIENT_SECRET",
    ],
    [
      "region and domain",
      { ...client, region: "eu-west-1", domain: "mypurecloud.ie" },
      "domain",
      "pass either region or domain, not both",
    ],
    [
      "a domain that is a URL",
      { ...client, domain: "https://mypurecloud.ie" },
      "domain",
      'domain is "https://mypurecloud.ie"; allowed: a name such as mypurecloud.jp',
    ],
    [
      "a domain with a path",
      { ...client, domain: "mypurecloud.ie/v2" },
      "domain",
      'domain is "mypurecloud.ie/v2"; allowed: a name such as mypurecloud.jp',
    ],
    [
      "a token and client credentials",
      { ...client, region: "eu-west-1", accessToken: "token" },
      "accessToken",
      "pass only one of accessToken, credential, and clientId with clientSecret",
    ],
    [
      "a token and a function",
      { region: "eu-west-1", accessToken: "token", credential: () => "other" },
      "accessToken",
      "pass only one of accessToken, credential, and clientId with clientSecret",
    ],
    [
      "an unknown option",
      { ...client, regoin: "eu-west-1" } as GenesysCloudOptions,
      "regoin",
      "regoin is an unknown option; did you mean region?",
    ],
    [
      "a function and partial client credentials",
      { region: "eu-west-1", clientId: "id", credential: () => "other" },
      "credential",
      "pass only one of accessToken, credential, and clientId with clientSecret",
    ],
  ])("rejects %s", (_, options, option, message) => {
    expect(() => connectGenesysCloud(options)).toThrow(ConfigurationError);
    expect(() => connectGenesysCloud(options)).toThrow(
      expect.objectContaining({ option, message: `Genesys Cloud: ${message}` }),
    );
  });

  it.each(["eu-west-9", "toString", "EU-WEST-1"])("names the known regions for %s", (region) => {
    process.env.GENESYSCLOUD_REGION = region;
    const known = Object.keys(genesysCloudRegions).join(", ");
    for (const [source, options] of [
      ["GENESYSCLOUD_REGION", client],
      ["region", { ...client, region: region as GenesysCloudRegion }],
    ] as const) {
      const message = `Genesys Cloud: ${source} is "${region}"; known: ${known}`;
      expect(() => connectGenesysCloud(options)).toThrow(
        expect.objectContaining({ option: "region", message }),
      );
    }
  });

  it.each([
    ["no process", undefined],
    ["a process without an environment", {}],
  ])("works without environment variables if there is %s", async (_, process) => {
    const own = Object.getOwnPropertyDescriptor(globalThis, "process");
    Object.defineProperty(globalThis, "process", { value: process, configurable: true });
    try {
      const seen = await contact({ ...client, region: "eu-west-1" });
      expect(seen).toHaveLength(2);
    } finally {
      Object.defineProperty(globalThis, "process", own ?? { value: undefined });
    }
  });

  it("doesn't log in over an insecure connection", () => {
    const options = { ...client, baseUrl: "https://api.example", loginUrl: "http://login.example" };
    expect(() => connectGenesysCloud(options)).toThrow(ConfigurationError);
  });
});
