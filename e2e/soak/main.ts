/**
 * `npm run soak -w e2e [-- --seconds N]`: loads the sandbox with autocannon, with every response validated, rate
 * limits off. Exit 1 if a response isn't 200 or the heap grows by more than 10 %.
 */
import assert from "node:assert/strict";
import path from "node:path";
import type { Sandbox } from "@billkit/sandbox";
import autocannon from "autocannon";
import { startChild } from "../common/child.js";
import { command, numberFlag } from "../common/command.js";

const connections = 8;
const slices = 6;
const minWarmUpSeconds = 10;
const maxHeapGrowth = 0.1;

type Handle = Pick<Sandbox, "deepgram" | "genesysCloud" | "vendors">;

await command("soak", async () => {
  const seconds = numberFlag("seconds", 60, slices, 86_400);
  const program = path.join(import.meta.dirname, "sandbox.ts");
  const sandbox = startChild(program, [], { execArgv: ["--expose-gc"] });
  try {
    const targets = targetsOf((await sandbox.receive()) as Handle);
    await load(targets, Math.max(minWarmUpSeconds, seconds / slices));
    const warmBytes = Number(await sandbox.request("heap"));
    let [requests, p99Ms, largestBytes] = [0, 0, 0];
    for (let slice = 0; slice < slices; slice += 1) {
      for (const { requests: made, latency } of await load(targets, seconds / slices)) {
        requests += made.total;
        p99Ms = Math.max(p99Ms, latency.p99);
      }
      largestBytes = Math.max(largestBytes, Number(await sandbox.request("heap")));
    }
    const growth = largestBytes / warmBytes - 1;
    const figures = `p99 ${p99Ms} ms, heap growth ${(growth * 100).toFixed(1)} %`;
    process.stdout.write(`${Math.round(requests / seconds)} requests/s, ${figures}\n`);
    assert.ok(growth <= maxHeapGrowth, `the heap grew by more than ${maxHeapGrowth * 100} %`);
  } finally {
    await sandbox.stop();
  }
});

/** Loads both vendors at once. @throws {Error} if a response isn't 200 */
async function load(targets: readonly autocannon.Options[], seconds: number) {
  const loads = targets.map(async (target) => {
    const result = await autocannon({ ...target, connections, duration: seconds });
    const { non2xx, errors, timeouts } = result;
    assert.deepEqual({ non2xx, errors, timeouts }, { non2xx: 0, errors: 0, timeouts: 0 });
    return result;
  });
  return Promise.all(loads);
}

/** Most operations of both vendors, in the order in which each connection repeats them. */
function targetsOf({ deepgram, genesysCloud, vendors }: Handle): autocannon.Options[] {
  const get = (...paths: string[]) => paths.map((each) => ({ method: "GET" as const, path: each }));
  const project = `/v1/projects/${deepgram.projectId}`;
  const overview = `/api/v2/billing/trusteebillingoverview/${genesysCloud.trustorOrgId}`;
  const usage = "/api/v2/billing/reports/billableusage";
  return [
    {
      url: deepgram.baseUrl,
      headers: { authorization: `Token ${deepgram.apiKey}` },
      requests: get(
        ...["/v1/projects", `${project}/balances`, `${project}/purchases?limit=1000`],
        ...[`${project}/billing/fields`, `${project}/billing/breakdown?grouping=tags`],
      ),
    },
    {
      url: genesysCloud.baseUrl,
      headers: { authorization: `Bearer ${vendors["genesys-cloud"].credential}` },
      requests: get(
        ...["/api/v2/orgauthorization/trustors", overview, `${overview}?billingPeriodIndex=1`],
        `${usage}?startDate=2026-03-01T00:00:00Z&endDate=2026-03-31T00:00:00Z`,
      ),
    },
  ];
}
