/**
 * `npm run clients`: calls every operation of the contracts with the vendors' own npm clients and with ours
 * against one sandbox, which checks its responses against the contracts. Exit 1 if a response differs, or
 * an operation never succeeded.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { connectDeepgram, connectGenesysCloud } from "billkit";
import { parse } from "yaml";
import { command } from "../common/command.js";
import { installLocked } from "../common/install.js";
import { callByName, resultOf } from "./call.js";

/** Within a month and a second, so that usage, periods and reports don't change during the run. */
const nowMs = Date.parse("2026-06-20T12:34:56.789Z");
const folder = import.meta.dirname;
const require = createRequire(path.join(folder, "package.json"));

type Arguments = Readonly<Record<string, unknown>>;
type Sdk = Readonly<Record<string, new (options?: object) => object>>;

/** The operations' arguments in addition to the sandbox's own example. */
const variations: Readonly<Record<string, readonly Arguments[]>> = {
  getBalance: [{ balance_id: "none" }],
  getBillingBreakdown: [
    ...["accessor", "deployment", "line_item", "tags"].map((each) => ({ grouping: [each] })),
    { grouping: ["deployment", "tags"], start: "2026-06-01", end: "2026-06-07" },
  ],
  listBillingFields: [{ start: "2026-06-01", end: "2026-06-07" }],
  listPurchases: [{ limit: 1 }, { limit: 1000 }],
  getTrusteeBillingOverview: [0, 1, 100].map((index) => ({ billingPeriodIndex: index })),
  listTrustors: [{ pageSize: 1 }, { pageSize: 2, pageNumber: 2 }],
};

interface Operation {
  readonly operationId: string;
  readonly "x-billkit-reference"?: string;
  readonly parameters: readonly { readonly name: string; readonly required?: boolean }[];
}

/** The clients of one vendor, and how the official one calls an operation. */
interface Pair {
  readonly vendor: "deepgram" | "genesys-cloud";
  readonly billkit: object;
  official(reference: string, args: readonly unknown[]): Promise<unknown>;
}

await command("clients", async () => {
  await installLocked(folder);
  const sandbox = await startSandbox({
    clock: { now: () => nowMs },
    // A report is complete on its first request.
    reportPolls: 0,
    validateResponses: true,
  });
  try {
    for (const pair of [deepgram(sandbox), await genesysCloud(sandbox)]) {
      for (const operation of operationsOf(pair.vendor)) await compare(pair, operation, sandbox);
    }
  } finally {
    await sandbox.close();
  }
});

/** @throws {Error} if the two clients get different data or statuses, or no data */
async function compare(pair: Pair, operation: Operation, { vendors }: Sandbox): Promise<void> {
  const { operationId, parameters, "x-billkit-reference": reference = "" } = operation;
  const known: Readonly<Record<string, Arguments>> = vendors[pair.vendor].arguments;
  const required = parameters.filter((each) => each.required === true).map(({ name }) => name);
  // In the vendor's order.
  const wanted = Object.keys(known[operationId] ?? {}).filter((name) => required.includes(name));
  let succeeded = 0;
  const all = [{}, ...(variations[operationId] ?? [])];
  for (const more of all) {
    const args: Arguments = { ...known[operationId], ...more };
    // Required arguments are passed one by one, the rest as an object.
    const options = Object.entries(args).filter(([name]) => !wanted.includes(name));
    const list = [...wanted.map((name) => args[name]), Object.fromEntries(options)];
    const theirs = await resultOf(() => pair.official(reference, list));
    const ours = await resultOf(() => callByName(pair.billkit, [operationId], [args]));
    assert.deepEqual(ours, theirs, `${operationId} ${JSON.stringify(args)}`);
    if ("data" in ours) succeeded += 1;
  }
  assert.ok(succeeded > 0, `${operationId} never succeeded`);
  process.stdout.write(`${reference}: ${all.length} calls, ${succeeded} with data\n`);
}

function operationsOf(vendor: string): Operation[] {
  const text = readFileSync(path.join(folder, "../../specs", vendor, "openapi.yaml"), "utf8");
  const { paths } = parse(text) as { paths: Record<string, Record<string, Operation>> };
  return Object.values(paths).flatMap((item) => Object.values(item));
}

function deepgram(sandbox: Sandbox): Pair {
  const { apiKey, baseUrl } = sandbox.deepgram;
  const { DeepgramClient } = require("@deepgram/sdk") as Sdk;
  assert.ok(DeepgramClient);
  const client = new DeepgramClient({ apiKey, baseUrl, maxRetries: 0 });
  return {
    vendor: "deepgram",
    billkit: connectDeepgram({ apiKey, baseUrl }),
    official: (reference, args) => callByName(client, reference.split("_"), args),
  };
}

async function genesysCloud(sandbox: Sandbox): Promise<Pair> {
  const { clientId, clientSecret, baseUrl, loginUrl } = sandbox.genesysCloud;
  const { hostname: host, port } = new URL(baseUrl);
  const sdk = require("purecloud-platform-client-v2") as Sdk;
  const session = (method: string, ...args: unknown[]) =>
    callByName(sdk, ["ApiClient", "instance", method], args);
  // The only way to an address that isn't a region's.
  await session("setGateway", { protocol: "http", host, port: Number(port) });
  await session("loginClientCredentialsGrant", clientId, clientSecret);
  return {
    vendor: "genesys-cloud",
    billkit: connectGenesysCloud({ clientId, clientSecret, baseUrl, loginUrl }),
    official: (reference, args) => {
      const Api =
        sdk[reference.includes("_billing_") ? "BillingApi" : "OrganizationAuthorizationApi"];
      assert.ok(Api);
      const method = reference.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      return callByName(new Api(), [method], args);
    },
  };
}
