import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Contract } from "../src/engine/contract.js";
import { dig, type JsonObject } from "../src/engine/json.js";
import { contracts } from "../src/generated-contracts/index.js";
import type { Sandbox } from "../src/index.js";
import { asDeepgram, asGenesysCloud, startFixed, type Reply } from "./support/client.js";
import { FieldCoverage } from "./support/fields.js";

const unknownId = "00000000-0000-4000-8000-000000000000";

const usageDimensions = "accessor deployment endpoint feature_set method models tags".split(" ");

/** Every response that the two services can be made to send, by vendor. */
const replies: Record<string, Reply[]> = { deepgram: [], "genesys-cloud": [] };
const opened: Record<string, Contract> = {};
const documents: Readonly<Record<string, JsonObject>> = contracts;
let sandbox: Sandbox;

function contractOf(vendor: string): { contract: Contract; document: JsonObject } {
  const [contract, document] = [opened[vendor], documents[vendor]];
  if (!contract || !document) throw new Error(`no contract for ${vendor}`);
  return { contract, document };
}

function matchOf(contract: Contract, { address, method }: Reply) {
  const [path = "", query = ""] = address.split("?");
  return contract.match({ method, origin: "", path, query, headers: {}, body: "" });
}

beforeAll(async () => {
  for (const [vendor, document] of Object.entries(contracts)) {
    opened[vendor] = await Contract.open(document);
  }
  // The services' own validation is off, so that errors are found here.
  sandbox = await startFixed({ validateResponses: false, enforceLimits: true });
  await gatherDeepgram(sandbox);
  await gatherGenesysCloud(sandbox);
});
afterAll(() => sandbox.close());

async function gatherDeepgram(started: Sandbox): Promise<void> {
  const get = asDeepgram(started, replies.deepgram);
  const { json } = await get("/v1/projects");
  const projects = dig(json, "projects") as { project_id: string }[];
  for (const { project_id } of projects) {
    const project = `/v1/projects/${project_id}`;
    const { json: list } = await get(`${project}/balances`);
    for (const { balance_id } of dig(list, "balances") as { balance_id: string }[]) {
      await get(`${project}/balances/${balance_id}`);
    }
    await get(`${project}/balances/${unknownId}`);
    await get(`${project}/purchases?limit=1000`);
    await get(`${project}/purchases?limit=none`);
    await get(`${project}/billing/fields`);
    await get(`${project}/billing/breakdown`);
    await get(`${project}/billing/breakdown?grouping=accessor&grouping=deployment&grouping=tags`);
    await get(`${project}/billing/breakdown?grouping=line_item&start=2026-06-01`);
    for (const dimension of usageDimensions)
      await get(`${project}/usage/breakdown?grouping=${dimension}&start=2026-06-01`);
  }
  await get(`/v1/projects/${unknownId}/balances`);
  await get("/v1/projects/main/balances");
  await get("/v1/projects", { headers: {} });
}

async function gatherGenesysCloud(started: Sandbox): Promise<void> {
  const get = await asGenesysCloud(started, replies["genesys-cloud"]);
  const trustors = "/api/v2/orgauthorization/trustors";
  const overview = "/api/v2/billing/trusteebillingoverview";
  const usage = "/api/v2/billing/reports/billableusage";
  const { json } = await get(trustors);
  await get(`${trustors}?pageSize=1&pageNumber=2`);
  await get(`${trustors}?pageSize=0`);
  for (const { id } of dig(json, "entities") as { id: string }[]) {
    for (const index of [0, 1, 99, -1]) await get(`${overview}/${id}?billingPeriodIndex=${index}`);
  }
  await get(`${overview}/${unknownId}`);
  for (let poll = 0; poll < 3; poll += 1) {
    await get(`${usage}?startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z`);
  }
  await get(usage);
  await get(`${usage}?startDate=yesterday&endDate=2026-05-31T23:59:59Z`);
  await get(trustors, { headers: {} });
  await get(trustors, { headers: { authorization: "Bearer old" } });
  let status = 0;
  for (let sent = 0; status !== 429 && sent < 400; sent += 1) status = (await get(trustors)).status;
}

describe.each(["deepgram", "genesys-cloud"])("%s", (vendor) => {
  it("returns contract-conformant responses for every operation and status", () => {
    const { contract } = contractOf(vendor);
    const gathered = replies[vendor] ?? [];
    const answered = new Set<string>();
    const problems = gathered.flatMap((reply) => {
      const match = matchOf(contract, reply);
      if (!match) return [`${reply.address}: no operation`];
      if (reply.status === 200) answered.add(match.operationId);
      return contract.checkResponse(match, { ...reply, body: reply.text });
    });
    expect(problems).toEqual([]);
    expect([...answered].sort()).toEqual(operationIds(vendor));
  });

  it("sends every field of every schema at least once, and no undeclared ones", () => {
    const { contract, document } = contractOf(vendor);
    const coverage = new FieldCoverage(document);
    for (const reply of replies[vendor] ?? []) {
      const match = matchOf(contract, reply);
      const operation = dig(document, "paths", match?.operation.path ?? "", "get");
      if (reply.json !== undefined) coverage.add(reply.json, operation, reply.status);
    }
    expect(coverage.missing).toEqual([]);
    expect([...coverage.undeclared]).toEqual([]);
  });

  it.each(corruptions(vendor))("the validation detects %s", (_name, operationId, change) => {
    const { contract } = contractOf(vendor);
    const reply = (replies[vendor] ?? []).find(
      (candidate) =>
        candidate.status === 200 && matchOf(contract, candidate)?.operationId === operationId,
    );
    if (!reply) throw new Error(`no reply of ${operationId}`);
    const match = matchOf(contract, reply);
    if (!match) throw new Error(`no operation at ${reply.address}`);
    const sound = { ...reply, body: reply.text };
    expect(contract.checkResponse(match, sound)).toEqual([]);
    expect(contract.checkResponse(match, { ...sound, ...change(sound) })).not.toEqual([]);
  });
});

interface Sound {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function corruptions(vendor: string): [string, string, (sound: Sound) => Partial<Sound>][] {
  const swap =
    (from: RegExp, to: string) =>
    ({ body }: Sound) => ({ body: body.replace(from, to) });
  const [operationId, cases] =
    vendor === "deepgram"
      ? ([
          "getBillingBreakdown",
          {
            "money as a string": swap(/"dollars":([\d.]+)/, '"dollars":"$1"'),
            "a missing required field": swap(/"dollars":[\d.]+,/, ""),
            "an invalid date": swap(/"start":"[\d-]+"/, '"start":"2026-02-30"'),
            "null where it is not allowed": swap(/"resolution":\{[^}]*\}/, '"resolution":null'),
          },
        ] as const)
      : ([
          "getTrusteeBillingOverview",
          {
            "money as a number": swap(/"usageQuantity":"([\d.]+)"/, '"usageQuantity":$1'),
            "a missing required field": swap(/"currency":"\w+",/, ""),
            "an invalid date": swap(/(PeriodStartDate":"2026-)06/, "$113"),
            "null where it is not allowed": swap(/"organization":\{[^}]*\}/, '"organization":null'),
          },
        ] as const);
  return [
    ...Object.entries(cases).map(
      ([name, change]) =>
        [name, operationId, change] as [string, string, (sound: Sound) => Partial<Sound>],
    ),
    ["an undeclared status", operationId, () => ({ status: 418 })],
    ["an undeclared media type", operationId, () => ({ headers: { "content-type": "text/html" } })],
  ];
}

function operationIds(vendor: string): string[] {
  const { document } = contractOf(vendor);
  return Object.values(dig(document, "paths") as object)
    .map((path) => String(dig(path, "get", "operationId")))
    .sort();
}
