import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Charge, ChargeSource } from "@billkit/core/charges";
import { Deepgram } from "@billkit/deepgram";
import { deepgramCharges, deepgramChargesDefinition } from "@billkit/deepgram/charges";
import { connectDigitalOcean } from "@billkit/digitalocean/connect";
import { digitaloceanCharges, digitaloceanChargesDefinition } from "@billkit/digitalocean/charges";
import { connectGenesysCloud } from "@billkit/genesys-cloud/connect";
import { genesysCloudCharges, genesysCloudChargesDefinition } from "@billkit/genesys-cloud/charges";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { accountSource, listAccounts } from "../src/collect/index.js";
import { explain, verify } from "../src/evidence/index.js";
import { source } from "./support/charge.js";
import { editManifest, newFolder, now, record } from "./support/evidence.js";
import { pagedService } from "./support/paged-service.js";

const definitions = [
  deepgramChargesDefinition,
  digitaloceanChargesDefinition,
  genesysCloudChargesDefinition,
];
const served = ["deepgram", "digitalocean", "genesys-cloud"] as const;
type Served = Sandbox<(typeof served)[number]>;
let sandbox: Served;
let second: Served;
let folder = "";

beforeAll(async () => {
  const options = { vendors: served, clock: { now: () => now }, reportPolls: 0 };
  sandbox = await startSandbox(options);
  second = await startSandbox({ ...options, seed: 2 });
});
afterAll(() => Promise.all([sandbox.close(), second.close()]));
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  sandbox.control.removeFaults();
});

const ocean = ({ digitalocean }: Served, accountId: string): ChargeSource => {
  const { baseUrl, accessToken } = digitalocean;
  return digitaloceanCharges(connectDigitalOcean({ baseUrl, accessToken }), { accountId });
};
const deepgram = (apiKey = sandbox.deepgram.apiKey): ChargeSource =>
  deepgramCharges(new Deepgram({ baseUrl: sandbox.deepgram.baseUrl, credential: apiKey }));
const genesys = (): ChargeSource => {
  const { baseUrl, loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
  return genesysCloudCharges(connectGenesysCloud({ baseUrl, loginUrl, clientId, clientSecret }));
};

it("verifies a total whose rows are missing", async () => {
  const { baseUrl, accessToken } = sandbox.digitalocean;
  const items = JSON.stringify({ invoice_items: [], links: {}, meta: { total: 0 } });
  const send: typeof fetch = (url, init) =>
    typeof url === "string" && /invoices\/[^/]+\?/.test(url)
      ? Promise.resolve(new Response(items))
      : fetch(url, init);
  const client = connectDigitalOcean({ baseUrl, accessToken, fetch: send });
  const rows = await record(folder, [digitaloceanCharges(client)]);
  expect(rows.map(({ item }) => item)).toContain("residual");
  const { verified, differences } = await verify(folder, definitions);
  expect({ verified, differences }).toEqual({ verified: rows.length, differences: [] });
});

describe("a bill that is incomplete", () => {
  it("is called so after a rejected credential, which isn't stored", async () => {
    const rows = await record(folder, [ocean(sandbox, "main"), deepgram("canary-7d31")]);
    const { verified, differences, failures } = await verify(folder, definitions);
    expect({ verified, differences }).toEqual({ verified: rows.length, differences: [] });
    expect(failures).toEqual([
      expect.objectContaining({ vendor: "deepgram", message: expect.stringContaining("401") }),
    ]);
    const manifest = readFileSync(path.join(folder, "manifest.json"), "utf8");
    expect(manifest).toContain("listProjects");
    expect(manifest).not.toContain("canary");
  });

  it("is called so after a failed call, and its other rows are recomputed", async () => {
    sandbox.control.addFault({
      ...{ vendor: "digitalocean", operation: "getInvoiceSummary" },
      ...{ kind: "status", status: 404, count: 1 },
    });
    const rows = await record(folder, [ocean(sandbox, "main")]);
    expect(rows.length).toBeGreaterThan(20);
    const { verified, differences, failures } = await verify(folder, definitions);
    expect({ verified, differences }).toEqual({ verified: rows.length, differences: [] });
    expect(failures).toHaveLength(1);
  });

  it("is called so after a failed page", async () => {
    const { client, definition } = pagedService(["second"]);
    const acme = { vendor: "acme", contract: "acme@1", options: {}, definition, client };
    expect(await record(folder, [acme])).toEqual([]);
    const { verified, differences, failures } = await verify(folder, [definition]);
    expect({ verified, differences }).toEqual({ verified: 0, differences: [] });
    expect(failures).toHaveLength(1);
  });

  it("is called so if a stored response can't be read, even without a record of it", async () => {
    const { client, definition } = pagedService([], { price: "free" });
    const acme = { vendor: "acme", contract: "acme@1", options: {}, definition, client };
    await record(folder, [acme]);
    const found = await verify(folder, [definition]);
    expect(found).toMatchObject({ verified: 0, differences: [] });
    expect(found.failures).toEqual([
      expect.objectContaining({ vendor: "acme", message: expect.stringContaining("/rows/0") }),
    ]);
    editManifest(folder, (manifest) => {
      delete manifest.failures;
    });
    expect(await verify(folder, [definition])).toEqual({
      ...found,
      failures: found.failures.map(({ vendor, message }) => ({ vendor, message })),
    });
  });

  it("is called so with a source that has no definition", async () => {
    await record(folder, [source("acme", [], new Error("503"))], ["production"]);
    expect(await verify(folder, [])).toEqual({
      verified: 0,
      differences: [],
      failures: [
        expect.objectContaining({ vendor: "acme", account: "production", message: "503" }),
      ],
      unverified: ["acme (production) (acme@1)"],
    });
  });
});

describe("a response that isn't kept", () => {
  it("is a difference, although its rows are removed too", async () => {
    const rows = await record(folder, [genesys()]);
    const removed = new Set<string>();
    editManifest(folder, (manifest) => {
      const isOf = (body: { arguments: object }): boolean => "trustorOrgId" in body.arguments;
      const customer = manifest.bodies.find(isOf)?.arguments.trustorOrgId;
      manifest.bodies = manifest.bodies.filter((body) => {
        const isTheirs = body.arguments.trustorOrgId === customer;
        if (isOf(body) && isTheirs) removed.add(body.sha256);
        return !isOf(body) || !isTheirs;
      });
    });
    const others = rows.filter(({ evidence }) => !removed.has(evidence.sha256));
    expect(others.length).toBeLessThan(rows.length);
    keepRows(others);
    const { verified, differences } = await verify(folder, definitions);
    expect(verified).toBe(others.length);
    expect(differences.length).toBeGreaterThan(0);
    for (const each of differences)
      expect(each).toEqual({
        id: expect.stringMatching(/^genesys-cloud: \w+ \{.*"trustorOrgId":/),
        problem: "the response isn't kept, so its rows can't be recomputed",
      });
  });

  it("is a difference in older evidence too, which otherwise verifies as before", async () => {
    const rows = await record(folder, [deepgram()]);
    editManifest(folder, (manifest) => {
      delete manifest.failures;
      for (const body of manifest.bodies) delete body.source;
    });
    expect(await verify(folder, definitions)).toEqual({
      verified: rows.length,
      differences: [],
      failures: [],
      unverified: [],
    });
    editManifest(folder, (manifest) => {
      manifest.bodies = [];
    });
    const { differences } = await verify(folder, definitions);
    expect(differences.map(({ id }) => id)).toContain("deepgram: listProjects {}");
  });
});

describe("several sources of one vendor", () => {
  const expectVerified = async (rows: readonly Charge[]): Promise<void> => {
    expect(await verify(folder, definitions)).toEqual({
      verified: rows.length,
      differences: [],
      failures: [],
      unverified: [],
    });
    for (const { id } of [...rows.slice(0, 1), ...rows.slice(-1)])
      expect((await explain(id, folder, definitions)).state).toBe("verified");
  };

  it.each<[string, () => ChargeSource[] | Promise<ChargeSource[]>]>([
    ["two accounts with different bills", () => [ocean(sandbox, "first"), ocean(second, "second")]],
    ["two accounts with the same responses", () => [ocean(sandbox, "a"), ocean(sandbox, "b")]],
    ["two credentials that see one account", () => [deepgram(), deepgram()]],
    [
      "listed accounts",
      async () => (await listAccounts(genesys(), { now: () => now })).map((each) => each.source),
    ],
    [
      "one listed account by its id, and all of them",
      async () => {
        const [first] = await listAccounts(deepgram(), { now: () => now });
        return [accountSource(deepgram(), [first?.id ?? ""]), deepgram()];
      },
    ],
  ])("are verified and explained: %s", async (_, sourcesOf) => {
    const rows = await record(folder, await sourcesOf());
    expect(rows.length).toBeGreaterThan(3);
    await expectVerified(rows);
  });

  it("are named by account, else by position", async () => {
    const sources = [ocean(sandbox, "first"), ocean(second, "second")];
    await record(folder, sources, ["production", "staging"]);
    editManifest(folder, (manifest) => {
      manifest.bodies = manifest.bodies.filter((body) => body.source !== 1);
    });
    const named = await verify(folder, definitions);
    expect(named.differences[0]?.id).toMatch(/^digitalocean \(staging\): list\w+ \{/);
    rmSync(folder, { recursive: true });
    await record(folder, [deepgram(), deepgram("wrong")]);
    expect((await verify(folder, definitions)).failures).toEqual([
      expect.objectContaining({ vendor: "deepgram", account: "source 2" }),
    ]);
  });

  it("take a partition from the one that didn't fail", async () => {
    sandbox.control.addFault({
      ...{ vendor: "deepgram", operation: "getBillingBreakdown" },
      ...{ kind: "status", status: 404, count: 1 },
    });
    const rows = await record(folder, [deepgram(), deepgram()]);
    const { verified, differences, failures } = await verify(folder, definitions);
    expect({ verified, differences }).toEqual({ verified: rows.length, differences: [] });
    expect(failures).toHaveLength(1);
  });
});

function keepRows(rows: readonly Charge[]): void {
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  writeFileSync(path.join(folder, "charges.jsonl"), lines.join(""));
}
