import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { fixturePath } from "../testing/repository.js";
import { Copy, succeeded } from "./testing/copy.js";

/** Adds two vendors by configuration alone, from start to end, in a copy of the repository. */
jest.setTimeout(600_000);

const account = "/2010-04-01/Accounts/{AccountSid}";
const vendors: Readonly<Record<string, { from: string; operations: readonly string[] }>> = {
  "twilio-calls": {
    from: fixturePath("twilio/api-v2010.json.gz"),
    operations: [
      `GET ${account}/Balance.json`,
      `GET ${account}/Usage/Records.json=listUsageRecords`,
      `GET ${account}/Usage/Triggers.json=listUsageTriggers:Triggers`,
      `POST ${account}/Usage/Triggers.json=createUsageTrigger:Triggers`,
      `GET ${account}/Usage/Triggers/{Sid}.json=fetchUsageTrigger:Triggers`,
      `POST ${account}/Usage/Triggers/{Sid}.json=updateUsageTrigger:Triggers`,
      `DELETE ${account}/Usage/Triggers/{Sid}.json=deleteUsageTrigger:Triggers`,
      // Some of its parameters are named `StartTime<`.
      `GET ${account}/Calls.json=listCalls:Calls`,
    ],
  },
  "awkward-names": {
    from: path.join(__dirname, "fixtures/awkward.yaml"),
    operations: [
      "GET /2fa/devices",
      "DELETE /devices/{class}",
      "POST /devices/{class}",
      "PUT /devices",
    ],
  },
};
const names = Object.keys(vendors);
let copy: Copy;
let generated: string;
let checked: string;

beforeAll(async () => {
  copy = new Copy();
  for (const [name, { from, operations }] of Object.entries(vendors)) {
    const args = ["add", name, "--from", from, "--operations", ...operations];
    await succeeded(copy.tsx("scripts/specs/main.ts", args));
    copy.install(name);
  }
  generated = await succeeded(copy.tsx("scripts/generate/main.ts", []));
  const filters = names.map((name) => `--filter=@billkit/${name}`);
  checked = await succeeded(copy.turbo(["build", "test", ...filters]));
  for (const name of names)
    await succeeded(copy.node("typescript/bin/tsc", ["-p", `packages/${name}/tsconfig.json`]));
  const folders = names.map((name) => `packages/${name}`);
  await succeeded(copy.node("eslint/bin/eslint.js", ["--max-warnings", "0", ...folders]));
});
afterAll(() => {
  copy.remove();
});

it("generates them, and leaves the other vendors as they are", () => {
  for (const name of names)
    expect(generated).toMatch(new RegExp(`^packages/${name}/\\S+ written, new$`, "m"));
  expect(generated).not.toMatch(/^packages\/deepgram\//m);
});

it("builds, type-checks and lints them, and calls every operation of the sandbox", () => {
  expect(checked).toMatch(/Tasks: +(\d+) successful, \1 total/);
  for (const [name, { operations }] of Object.entries(vendors)) {
    const file = path.join(copy.root, "packages", name, ".test-results.json");
    const results = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    const passed = Number(results.numPassedTests);
    expect([results.numFailedTests, results.numTotalTests]).toEqual([0, passed]);
    // One per call, and those of exports and types.
    expect(passed).toBeGreaterThan(operations.length);
  }
});

it("passes CI's checks of contracts and generated code", async () => {
  expect(await succeeded(copy.tsx("scripts/specs/main.ts", ["check"]))).toContain(
    "twilio-calls/openapi.yaml: up to date",
  );
  expect(await succeeded(copy.tsx("scripts/generate/main.ts", ["--check"]))).toContain(
    "every generated file is up to date",
  );
});

/** The repository's own tests that list its vendors or run for each of them. */
const affected: Readonly<Record<string, readonly string[]>> = {
  "packages/sandbox": ["test/command.test.ts", "test/engine.test.ts", "test/sandbox.test.ts"],
  scripts: [
    ...["specs/add/add.test.ts", "specs/changeset/changeset.test.ts", "specs/cli.test.ts"],
    ...["specs/contract/check.test.ts", "specs/drift/drift.test.ts"],
  ],
};

it.each(Object.entries(affected))("breaks none of the tests of %s", async (folder, files) => {
  await succeeded(copy.node("jest/bin/jest.js", ["--runTestsByPath", ...files], folder));
});
