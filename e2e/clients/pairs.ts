import assert from "node:assert/strict";
import type { Sandbox } from "@billkit/sandbox";
import { connectDeepgram, connectGenesysCloud, connectOpenAI, connectTwilio } from "billkit";
import { callByName } from "./call.js";

export type Arguments = Readonly<Record<string, unknown>>;
type Sdk = Readonly<Record<string, new (...options: unknown[]) => object>>;
type Load = (name: string) => unknown;

/** The two clients of one vendor. */
export interface Pair {
  readonly vendor: "deepgram" | "genesys-cloud" | "openai" | "twilio";
  readonly billkit: object;
  /**
   * Calls an operation with the vendor's client.
   * @param positional the required arguments, in the vendor's order
   */
  official(reference: string, args: Arguments, positional: readonly string[]): Promise<unknown>;
  /** Our data in the form of the vendor's client. @default unchanged */
  comparable?(data: unknown): unknown;
}

/** Required arguments one by one, and the others as an object. */
function separate(args: Arguments, positional: readonly string[]): unknown[] {
  const options = Object.entries(args).filter(([name]) => !positional.includes(name));
  return [...positional.map((name) => args[name]), Object.fromEntries(options)];
}

const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export function deepgram(sandbox: Sandbox, load: Load): Pair {
  const { apiKey, baseUrl } = sandbox.deepgram;
  const { DeepgramClient } = load("@deepgram/sdk") as Sdk;
  assert.ok(DeepgramClient);
  const client = new DeepgramClient({ apiKey, baseUrl, maxRetries: 0 });
  return {
    vendor: "deepgram",
    billkit: connectDeepgram({ apiKey, baseUrl }),
    official: (reference, args, positional) =>
      callByName(client, reference.split("_"), separate(args, positional)),
  };
}

export async function genesysCloud(sandbox: Sandbox, load: Load): Promise<Pair> {
  const { clientId, clientSecret, baseUrl, loginUrl } = sandbox.genesysCloud;
  const { hostname: host, port } = new URL(baseUrl);
  const sdk = load("purecloud-platform-client-v2") as Sdk;
  const session = (method: string, ...args: unknown[]) =>
    callByName(sdk, ["ApiClient", "instance", method], args);
  // The only way to an address that isn't a region's.
  await session("setGateway", { protocol: "http", host, port: Number(port) });
  await session("loginClientCredentialsGrant", clientId, clientSecret);
  return {
    vendor: "genesys-cloud",
    billkit: connectGenesysCloud({ clientId, clientSecret, baseUrl, loginUrl }),
    official: (reference, args, positional) => {
      const Api =
        sdk[reference.includes("_billing_") ? "BillingApi" : "OrganizationAuthorizationApi"];
      assert.ok(Api);
      return callByName(new Api(), [camelCase(reference)], separate(args, positional));
    },
  };
}

export function openai(sandbox: Sandbox, load: Load): Pair {
  const { apiKey, baseUrl } = sandbox.openai;
  const { OpenAI } = load("openai") as Sdk;
  assert.ok(OpenAI);
  const client = new OpenAI({ adminAPIKey: apiKey, baseURL: baseUrl, maxRetries: 0 });
  return {
    vendor: "openai",
    billkit: connectOpenAI({ apiKey, baseUrl }),
    // `usage-costs`: the method `costs`.
    official: (reference, args) =>
      callByName(client, ["admin", "organization", ...reference.split("-")], [args]),
  };
}

/** The fields of one item as Twilio's client names them; nested ones keep their names. */
const renamed = (item: object): object =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      camelCase(name),
      name.endsWith("_date") ? new Date(String(value)) : (value as unknown),
    ]),
  );

/** Twilio's client has camel-case names, and dates instead of their text. */
export function twilio(sandbox: Sandbox, load: Load): Pair {
  const { accountSid, authToken, baseUrl } = sandbox.twilio;
  const { Twilio, RequestClient } = load("twilio") as Sdk;
  assert.ok(Twilio && RequestClient);
  const http = new RequestClient();
  // The only way to an address that isn't a region's.
  const httpClient = {
    request: (options: { readonly uri: string }) => {
      const { pathname, search } = new URL(options.uri);
      return callByName(http, ["request"], [{ ...options, uri: baseUrl + pathname + search }]);
    },
  };
  const client = new Twilio(accountSid, authToken, { httpClient });
  return {
    vendor: "twilio",
    billkit: connectTwilio({ accountSid, authToken, baseUrl }),
    official: async (reference, { Page: pageNumber, ...args }) => {
      if (reference === "FetchBalance") return callByName(client, ["balance", "fetch"], []);
      const names = Object.entries({ ...args, AccountSid: undefined }).map(([name, value]) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        value,
      ]);
      const options = { ...Object.fromEntries(names), pageNumber } as object;
      const page = (await callByName(client, ["usage", "records", "page"], [options])) as {
        readonly instances: unknown;
      };
      return page.instances;
    },
    comparable(data) {
      const { usage_records: records } = data as { readonly usage_records?: readonly object[] };
      return records ? records.map(renamed) : renamed(data as object);
    },
  };
}
