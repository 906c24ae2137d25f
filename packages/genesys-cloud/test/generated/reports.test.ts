// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { GenesysCloud, type GetBillableUsageArguments } from "../../src/generated/index.js";
import { billableUsageReport, createPoller } from "../../src/generated/reports.js";

let sandbox: Sandbox<"genesys-cloud">;
beforeAll(async () => {
  sandbox = await startSandbox({ vendors: ["genesys-cloud"], validateResponses: true });
});
afterAll(() => sandbox.close());

function open() {
  const { baseUrl, credential, arguments: args } = sandbox.vendors["genesys-cloud"];
  const known: Readonly<Record<string, object>> = args;
  return { client: new GenesysCloud({ baseUrl, credential }), known };
}

it("polls the report of getBillableUsage until it is complete", async () => {
  const { client, known } = open();
  const poller = createPoller(
    client,
    billableUsageReport,
    (known.getBillableUsage ?? {}) as GetBillableUsageArguments,
  );
  let state = await poller.poll();
  while (state.nextPollMs !== undefined && state.polls < 5) state = await poller.poll();
  expect(state.nextPollMs).toBeUndefined();
  expect(state.polls).toBeGreaterThan(1);
  expect(await poller.wait()).toEqual(expect.anything());
});
