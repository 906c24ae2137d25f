/**
 * `npm run clients`: calls every operation of four contracts with the vendors' own npm clients and with
 * ours, against one sandbox, which checks its responses against the contracts. Exit 1 if a result
 * differs, or an operation never succeeded.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { parse } from "yaml";
import { command } from "../common/command.js";
import { installLocked } from "../common/install.js";
import { callByName, resultOf } from "./call.js";
import { deepgram, genesysCloud, openai, twilio, type Arguments, type Pair } from "./pairs.js";

/** Within a month and a second, so that usage, periods and reports don't change during the run. */
const nowMs = Date.parse("2026-06-20T12:34:56.789Z");
const folder = import.meta.dirname;

/** Arguments in addition to the sandbox's example, by vendor and operationId. */
const variations: Readonly<Record<Pair["vendor"], Readonly<Record<string, readonly Arguments[]>>>> =
  {
    deepgram: {
      getBalance: [{ balance_id: "none" }],
      getBillingBreakdown: [
        ...["accessor", "deployment", "line_item", "tags"].map((each) => ({ grouping: [each] })),
        { grouping: ["deployment", "tags"], start: "2026-06-01", end: "2026-06-07" },
      ],
      listBillingFields: [{ start: "2026-06-01", end: "2026-06-07" }],
      listPurchases: [{ limit: 1 }, { limit: 1000 }],
    },
    "genesys-cloud": {
      getTrusteeBillingOverview: [0, 1, 100].map((index) => ({ billingPeriodIndex: index })),
      listTrustors: [{ pageSize: 1 }, { pageSize: 2, pageNumber: 2 }],
    },
    openai: {
      listCosts: [{ limit: 2 }, { group_by: ["line_item"] }, { project_ids: ["none"] }],
      listCompletionsUsage: [{ group_by: ["model", "batch"] }, { limit: 2, bucket_width: "1h" }],
    },
    twilio: {
      listUsageRecords: [
        { Category: "totalprice" },
        { StartDate: "2026-06-01", EndDate: "2026-06-07", IncludeSubaccounts: false },
        { PageSize: 2, Page: 1 },
      ],
    },
  };

interface Operation {
  readonly operationId: string;
  readonly "x-billkit-reference"?: string;
  readonly parameters: readonly { readonly name: string; readonly required?: boolean }[];
}

await command("clients", async () => {
  await installLocked(folder);
  const sandbox = await startSandbox({
    clock: { now: () => nowMs },
    // A report is complete at the first poll.
    reportPolls: 0,
    validateResponses: true,
  });
  try {
    const require = createRequire(path.join(folder, "package.json"));
    for (const open of [deepgram, genesysCloud, openai, twilio]) {
      const pair = await open(sandbox, require);
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
  const positional = Object.keys(known[operationId] ?? {}).filter((name) =>
    required.includes(name),
  );
  let succeeded = 0;
  const all = [{}, ...(variations[pair.vendor][operationId] ?? [])];
  for (const more of all) {
    const args: Arguments = { ...known[operationId], ...more };
    const theirs = await resultOf(() => pair.official(reference, args, positional));
    const ours = await resultOf(async () => {
      const data = await callByName(pair.billkit, [operationId], [args]);
      return pair.comparable ? pair.comparable(data) : data;
    });
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
