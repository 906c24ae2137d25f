import { afterEach, describe, expect, it } from "@jest/globals";
import {
  basicCredential,
  connectOptions,
  isConfigured,
  oauthLogin,
  type ConnectDefinition,
} from "../src/connect/index.js";
import {
  ApiError,
  basicOptions,
  ConfigurationError,
  ServiceClient,
  type ClientOptions,
} from "../src/index.js";
import { failure, json, listBalances, project, service } from "./support/service.js";

const key = { option: "apiKey", environment: "ACME_API_KEY" };
const one: ConnectDefinition = {
  name: "Acme",
  baseUrl: "ACME_BASE_URL",
  credentials: [{ option: "credential", parts: [key] }],
};
const basic: ConnectDefinition = {
  ...one,
  credentials: [
    {
      option: "credential",
      parts: [
        { option: "username", environment: "ACME_USER" },
        { option: "password", environment: "ACME_PASSWORD" },
      ],
      join: basicCredential,
    },
  ],
};
const two: ConnectDefinition = {
  ...one,
  credentials: [
    { option: "apiKey", parts: [key] },
    { option: "appKey", parts: [{ option: "appKey", environment: "ACME_APP_KEY" }] },
  ],
};
const names = ["ACME_API_KEY", "ACME_APP_KEY", "ACME_USER", "ACME_PASSWORD", "ACME_BASE_URL"];
afterEach(() => {
  for (const name of names) Reflect.deleteProperty(process.env, name);
});

describe("connectOptions", () => {
  it.each<[string, ConnectDefinition, object, Record<string, string>, unknown]>([
    ["an option", one, { apiKey: "a" }, { ACME_API_KEY: "b" }, "a"],
    ["the environment", one, { apiKey: "" }, { ACME_API_KEY: "b" }, "b"],
    ["a credential", one, { credential: "c" }, { ACME_API_KEY: "b" }, "c"],
    ["user name and password", basic, { username: "ü", password: "p:q" }, {}, "w7w6cDpx"],
    ["both places", basic, { username: "u" }, { ACME_PASSWORD: "p" }, "dTpw"],
    ["two keys", two, { apiKey: "a" }, { ACME_APP_KEY: "b" }, { apiKey: "a", appKey: "b" }],
  ])("takes the credential from %s", (_, definition, options, variables, credential) => {
    Object.assign(process.env, variables, { ACME_BASE_URL: "https://proxy.example" });
    expect(connectOptions(definition, { ...options, maxRetries: 1 })).toEqual({
      credential,
      baseUrl: "https://proxy.example",
      maxRetries: 1,
    });
  });

  it.each<[string, ConnectDefinition, object, string, string]>([
    ["a key", one, {}, "apiKey", "no apiKey; pass apiKey or set ACME_API_KEY"],
    [
      "user name and password",
      basic,
      {},
      "username",
      "no username and password; pass username and password or set ACME_USER and ACME_PASSWORD",
    ],
    [
      "a password",
      basic,
      { username: "u" },
      "password",
      "no password; pass password or set ACME_PASSWORD",
    ],
    [
      "the second key",
      two,
      { apiKey: "a" },
      "appKey",
      "no appKey; pass appKey or set ACME_APP_KEY",
    ],
  ])("names a missing credential: %s", (_, definition, options, option, message) => {
    expect(() => connectOptions(definition, options)).toThrow(
      expect.objectContaining({
        name: "ConfigurationError",
        option,
        message: `Acme: ${message}`,
      }),
    );
  });

  it.each<[string, object, string]>([
    ["an unknown option", { apikey: "a" }, "Acme: apikey is an unknown option"],
    [
      "a key that isn't a string",
      { apiKey: Promise.resolve("a") },
      "Acme: apiKey must be a string",
    ],
  ])("rejects %s", (_, options, message) => {
    const connect = (): unknown => connectOptions(one, options);
    expect(connect).toThrow(ConfigurationError);
    expect(connect).toThrow(message);
  });
});

it("ignores a variable that other programs set too", () => {
  const ambient: ConnectDefinition = {
    ...one,
    credentials: [{ option: "credential", parts: [{ ...key, ambient: true }] }],
  };
  process.env.ACME_API_KEY = "from-ci";
  expect([isConfigured(one), isConfigured(two), isConfigured(ambient)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(connectOptions(ambient, {}).credential).toBe("from-ci");
});

it.each<[object, string]>([
  [{ username: "u" }, "password must be a string"],
  [{ username: 1, password: "p" }, "username must be a string"],
  [
    { username: "u", password: "p", credential: "c" },
    "credential can't be passed with username and password",
  ],
])("rejects %j for a client with user name and password", (options, message) => {
  const basicService = { ...service, basic: basicOptions("username", "password") };
  expect(() => new ServiceClient(basicService, options as ClientOptions)).toThrow(
    `${service.name}: ${message}`,
  );
});

it("accepts user name and password, and redacts them in every encoding", async () => {
  const password = "canary-password";
  const login = Buffer.from(`user:${password}`).toString("base64");
  const sent: (string | null)[] = [];
  const placement = { option: "credential", in: "header", name: "Authorization" } as const;
  const client = new ServiceClient(
    {
      ...service,
      credentials: [{ ...placement, prefix: "Basic " }],
      basic: basicOptions("username", "password"),
    },
    {
      ...{ username: "user", password },
      maxRetries: 0,
      fetch: (input, init) => {
        sent.push(new Request(input, init).headers.get("authorization"));
        return Promise.resolve(json({ message: `no ${password} ${login}` }, { status: 403 }));
      },
    },
  );
  const error = await failure(client.call(listBalances, project));
  expect(sent).toEqual([`Basic ${login}`]);
  expect(error).toBeInstanceOf(ApiError);
  expect(JSON.stringify(error) + String(error)).not.toMatch(new RegExp(`canary|${login}`));
});

it.each([
  ["basic", "id", "grant_type=client_credentials&scope=a+b", /^Basic /],
  [
    "body",
    "a:b",
    "grant_type=client_credentials&scope=a+b&client_id=a%3Ab&client_secret=canary-secret",
    null,
  ],
] as const)("logs in with scopes from %s", async (send, id, body, authorization) => {
  const seen: Request[] = [];
  const part = (option: string) => ({ option, environment: `ACME_${option.toUpperCase()}` });
  const login = oauthLogin({
    service: "Acme",
    server: "https://login.acme.example",
    path: "/token",
    scopes: ["a", "b"],
    send,
    parts: [part("clientId"), part("clientSecret")],
    check: "clientId and clientSecret",
  });
  const credential = login.credential([id, "canary-secret"], {
    name: "Acme",
    loginUrl: undefined,
    fetch: (input, init) => {
      seen.push(new Request(input, init));
      return Promise.resolve(json({ access_token: "token", expires_in: 60 }));
    },
  });
  if (typeof credential === "string") throw new Error("not a function");
  const { signal } = new AbortController();
  expect(await credential({ rejected: undefined, signal })).toBe("token");
  expect(await credential({ rejected: undefined, signal })).toBe("token");
  expect(seen).toHaveLength(1);
  expect(await seen[0]?.text()).toBe(body);
  const sent = seen[0]?.headers.get("authorization") ?? "";
  expect(sent).toMatch(authorization ?? /^$/);
  expect(seen[0]?.url).toBe("https://login.acme.example/token");
});
