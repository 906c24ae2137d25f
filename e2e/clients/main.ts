/**
 * `npm run clients [-- --json]`: calls every operation of the contracts by the vendors' own npm
 * clients and by ours against one sandbox. Exit 1 if an answer differs from ours or from the
 * sandbox's state, or an operation never succeeded.
 */
import { isDeepStrictEqual } from "node:util";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { startSandbox } from "@billkit/sandbox";
import { parse } from "yaml";
import { readArguments } from "../../scripts/common/arguments.js";
import { command } from "../common/command.js";
import { installLocked } from "../common/install.js";
import { answerOf, type Check, type Sdk } from "./check.js";
import { deepgramChecks } from "./deepgram.js";
import { genesysCloudChecks, reportPolls } from "./genesys-cloud.js";

/** Within a month and a second, so that usage, periods and reports don't change during the run. */
const nowMs = Date.parse("2026-06-20T12:34:56.789Z");
const folder = import.meta.dirname;

interface Operation {
  readonly "x-billkit-reference"?: string;
}

interface Row {
  readonly reference: string;
  calls: number;
  /** Calls that returned data. */
  succeeded: number;
}

await command("clients", async () => {
  const { values } = readArguments(
    { options: { json: { type: "boolean", default: false } } },
    "usage: npm run clients [-- --json]",
  );
  await installLocked(folder);
  const require = createRequire(path.join(folder, "package.json"));
  const sandbox = await startSandbox({
    clock: { now: () => nowMs },
    reportPolls,
    validateResponses: true,
  });
  try {
    const { rows, problems } = await compare([
      ...deepgramChecks(require("@deepgram/sdk") as Sdk, sandbox),
      ...genesysCloudChecks(require("purecloud-platform-client-v2") as Sdk, sandbox),
    ]);
    process.stdout.write(
      values.json ? `${JSON.stringify({ rows, problems }, null, 2)}\n` : rows.map(render).join(""),
    );
    for (const problem of problems) process.stderr.write(`clients: ${problem}\n`);
    return problems.length === 0;
  } finally {
    await sandbox.close();
  }
});

/** One after the other: polling changes a report. */
async function compare(checks: readonly Check[]) {
  const rows = new Map(
    references().map((reference): [string, Row] => [
      reference,
      { reference, calls: 0, succeeded: 0 },
    ]),
  );
  const problems: string[] = [];
  for (const { reference, what, official, billkit, state } of checks) {
    const answer = await answerOf(official);
    const ours = await answerOf(billkit);
    const said = `${reference}, ${what}: the official client got ${show(answer)}`;
    if (!isDeepStrictEqual(answer, ours)) problems.push(`${said}, billkit ${show(ours)}`);
    if (
      state !== undefined &&
      !isDeepStrictEqual(answer, await answerOf(() => Promise.resolve(state)))
    )
      problems.push(`${said}, the state has ${show(state)}`);
    const row = rows.get(reference) ?? { reference, calls: 0, succeeded: 0 };
    rows.set(reference, row);
    row.calls += 1;
    if ("data" in answer) row.succeeded += 1;
  }
  for (const { reference, succeeded } of rows.values()) {
    if (succeeded === 0) problems.push(`${reference} never succeeded`);
  }
  return { rows: [...rows.values()], problems };
}

/** The operations of both contracts, as the vendors name them. */
function references(): string[] {
  return ["deepgram", "genesys-cloud"].flatMap((vendor) => {
    const text = readFileSync(path.join(folder, "../../specs", vendor, "openapi.yaml"), "utf8");
    const { paths } = parse(text) as { paths: Record<string, Record<string, Operation>> };
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    return operations.flatMap(({ "x-billkit-reference": reference }) => reference ?? []);
  });
}

function render({ reference, calls, succeeded }: Row): string {
  return `${reference.padEnd(52)} ${calls} calls, ${succeeded} with data\n`;
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 300);
}
