/**
 * `npm run clients`: every operation of the contracts by the vendors' own npm clients against the
 * sandbox, and whether what they return is what the control API's state says. Exit 0 only if all of it is, and no
 * operation was left out.
 */
import { parseArgs } from "node:util";
import { startSandbox, type SandboxState } from "@billkit/sandbox";
import { carryOut, type Outcome } from "./check.js";
import type { DeepgramSdk } from "./deepgram-client.js";
import { deepgramChecks } from "./deepgram.js";
import type { GenesysCloudSdk } from "./genesys-cloud-client.js";
import { genesysCloudChecks } from "./genesys-cloud.js";
import { installClients, loadClient } from "./install.js";
import { referencesOf } from "./references.js";
import { problemsOf, render, summarize } from "./report.js";
import { usageError } from "../common/arguments.js";

const usage = "usage: npm run clients [-- --json]";

/** In the middle of a month and of a second: usage, periods and reports do not move meanwhile. */
const now = Date.parse("2026-06-20T12:34:56.789Z");
const reportPolls = 2;

async function tryClients(): Promise<Outcome[]> {
  const deepgram = loadClient("@deepgram/sdk");
  const genesysCloud = loadClient("purecloud-platform-client-v2");
  const sandbox = await startSandbox({
    clock: { now: () => now },
    reportPolls,
    validateResponses: true,
  });
  const read = async () => {
    const response = await fetch(`${sandbox.control.url}/state`);
    return (await response.json()) as SandboxState;
  };
  try {
    const state = await read();
    const today = new Date(now).toISOString().slice(0, 10);
    const outcomes = await carryOut([
      ...deepgramChecks(deepgram.exports as DeepgramSdk, sandbox, state, read, today),
      ...genesysCloudChecks(
        genesysCloud.exports as GenesysCloudSdk,
        sandbox,
        state,
        read,
        reportPolls,
      ),
    ]);
    const versions = new Map([
      ["@deepgram/sdk", deepgram.version],
      ["purecloud-platform-client-v2", genesysCloud.version],
    ]);
    return outcomes.map((each) => ({
      ...each,
      client: `${each.client}@${versions.get(each.client) ?? ""}`,
    }));
  } finally {
    await sandbox.close();
  }
}

function wantsJson(): boolean {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values.json;
  } catch (error) {
    throw usageError(error, usage);
  }
}

try {
  const json = wantsJson();
  await installClients();
  const outcomes = await tryClients();
  const rows = summarize(outcomes, referencesOf(["deepgram", "genesys-cloud"]));
  const problems = problemsOf(outcomes, rows);
  const report = { now: new Date(now).toISOString(), rows, outcomes, problems };
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : render(rows));
  for (const problem of problems) process.stderr.write(`clients: ${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`clients: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
