import { execute, fixture, lend, loading, type ModuleKind, write } from "../consumer.js";
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
      const args = [jestCommand, "--rootDir", folder, "--config", "{}"];
      const output = await execute(process.execPath, args, expecting(stage));
      onePassed(output);
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
      const args = [vitestCommand, "run", "--root", "vitest"];
      const output = await execute(process.execPath, args, expecting(stage));
      onePassed(output);
    },
  },
];

function test(kind: ModuleKind): string {
  const globals = kind === "esm" ? 'import { expect, it } from "vitest";\n' : "";
  return `${globals}${loading(kind)}\n${fixture("calls.js")}\n${fixture("test.js")}`;
}

function expecting(stage: Stage): { cwd: string; env: NodeJS.ProcessEnv } {
  const env = { ...stage.env, NO_COLOR: "1", BILLKIT_EXPECTED: JSON.stringify(stage.expected) };
  return { cwd: stage.folder, env };
}

/** Both end with such a line. A run without tests is no success. */
function onePassed(output: string): void {
  if (!/^ *Tests:? +1 passed(?:, 1 total| \(1\))$/m.test(output)) throw new Error(output);
}
