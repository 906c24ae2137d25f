import { execute, fixture, lend, write } from "../consumer.js";
import type { Row } from "../row.js";
import type { Stage } from "../stage.js";
import { tool } from "../tools.js";

const jestCommand = tool("jest/bin/jest.js");
const vitestCommand = tool("vitest/vitest.mjs");

export const testRunnerRows: readonly Row[] = [
  {
    id: "jest",
    name: "Jest, a test in CommonJS",
    quick: true,
    probe: { command: process.execPath, args: [jestCommand, "--version"] },
    async run(stage) {
      const folder = "jest";
      write(stage.folder, `${folder}/bill.test.js`, test("cjs"));
      const args = [jestCommand, "--rootDir", folder, "--config", "{}", "--json"];
      const out = await execute(process.execPath, args, expecting(stage));
      onePassed(out);
    },
  },
  {
    id: "vitest",
    name: "Vitest, a test in ES modules",
    quick: true,
    probe: { command: process.execPath, args: [vitestCommand, "--version"] },
    async run(stage) {
      lend(stage.folder, "vitest");
      write(stage.folder, "vitest/bill.test.mjs", test("esm"));
      const args = [vitestCommand, "run", "--root", "vitest", "--reporter", "json"];
      const out = await execute(process.execPath, args, expecting(stage));
      onePassed(out);
    },
  },
];

function test(kind: "esm" | "cjs"): string {
  const load =
    kind === "cjs"
      ? 'const billkit = require("billkit");\nconst pacing = require("billkit/pacing");'
      : 'import { expect, it } from "vitest";\nimport * as billkit from "billkit";\nimport * as pacing from "billkit/pacing";';
  return `${load}\n${fixture("calls.js")}\n${fixture("test.js")}`;
}

function expecting(stage: Stage): { cwd: string; env: NodeJS.ProcessEnv } {
  const env = { ...stage.env, BILLKIT_EXPECTED: JSON.stringify(stage.expected) };
  return { cwd: stage.folder, env };
}

/** Both print the same report. A run without tests is no success. */
function onePassed(json: string): void {
  const { numPassedTests, numTotalTests } = JSON.parse(json) as Record<string, unknown>;
  if (numPassedTests === 1 && numTotalTests === 1) return;
  throw new Error(`${String(numPassedTests)} of ${String(numTotalTests)} tests passed`);
}
