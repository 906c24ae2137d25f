import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Charge, ChargeSource, ContractChargeSource } from "@billkit/core/charges";
import { Deepgram } from "@billkit/deepgram";
import { deepgramCharges } from "@billkit/deepgram/charges";
import { GenesysCloud } from "@billkit/genesys-cloud";
import { genesysCloudCharges } from "@billkit/genesys-cloud/charges";
import { createSandboxFetch, type SandboxFetch } from "@billkit/sandbox";
import { charges } from "../../src/index.js";
import { accountSource, listAccounts } from "../../src/collect/index.js";
import { source, toArray } from "../support/charge.js";

const now = () => Date.UTC(2026, 6, 15, 12);
let sandbox: SandboxFetch;
let requests: string[] = [];
let deepgram: ContractChargeSource;
let genesys: ContractChargeSource;
beforeAll(async () => {
  sandbox = await createSandboxFetch({ clock: { now }, reportPolls: 0 });
  const counting: typeof fetch = (input, init) => {
    requests.push(new URL(new Request(input, init).url).pathname);
    return sandbox.fetch(input, init);
  };
  const { clientId, clientSecret, loginUrl, baseUrl } = sandbox.genesysCloud;
  const login = await sandbox.fetch(`${loginUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: credential } = (await login.json()) as { access_token: string };
  genesys = genesysCloudCharges(new GenesysCloud({ baseUrl, credential, fetch: counting }));
  const { apiKey } = sandbox.deepgram;
  deepgram = deepgramCharges(
    new Deepgram({ baseUrl: sandbox.deepgram.baseUrl, credential: apiKey, fetch: counting }),
  );
});
afterAll(() => {
  sandbox.close();
});

const read = async (each: ChargeSource): Promise<Charge[]> =>
  toArray(charges([each], { period: "2026-06", now }));
const comparable = (rows: readonly Charge[]): string[] =>
  rows.map((row) => JSON.stringify([row.id, row.accountId, row.accountName, row.amount])).sort();

describe("listAccounts", () => {
  it.each([
    ["a Deepgram organization's projects", () => deepgram, 3, 0, "/v1/projects"],
    [
      "a Genesys Cloud partner's customers, and its own usage",
      () => genesys,
      3,
      1,
      "/api/v2/orgauthorization/trustors",
    ],
  ])("lists %s, which together have the credential's rows", async (...row) => {
    const [, of, members, others, list] = row;
    const listed = await listAccounts(of(), { now });
    expect(listed.filter(({ id }) => id !== undefined)).toHaveLength(members);
    expect(listed.filter(({ id }) => id === undefined)).toHaveLength(others);
    requests = [];
    const rows = (await Promise.all(listed.map((each) => read(each.source)))).flat();
    // None of them requests the list again.
    expect(requests.filter((path) => path === list)).toEqual([]);
    expect(comparable(rows)).toEqual(comparable(await read(of())));
  });

  it("reads one account by its id, without the list", async () => {
    const [first] = await listAccounts(deepgram, { now });
    requests = [];
    const rows = await read(accountSource(deepgram, [first?.id ?? ""]));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([first?.id]));
    expect(requests).not.toContain("/v1/projects");
    const twice = accountSource(deepgram, [first?.id ?? "", first?.id ?? ""]);
    expect(comparable(await read(twice))).toEqual(comparable(rows));
  });

  it("throws without any id", () => {
    expect(() => accountSource(deepgram, [])).toThrow(
      "deepgram: accountIds is empty; pass at least one.",
    );
  });

  it("throws if a credential sees only one account", async () => {
    await expect(listAccounts(source("acme", []))).rejects.toThrow(
      "acme: a credential sees one account; leave accountIds out.",
    );
  });
});
