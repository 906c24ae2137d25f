import { execute, lend, program, write } from "../consumer.js";
import { tool, type Row } from "../row.js";
import type { Stage } from "../stage.js";

const jest = [process.execPath, tool("jest/bin/jest.js")] as const;
const vitest = [process.execPath, tool("vitest/vitest.mjs")] as const;

export const testRunnerRows: readonly Row[] = [
  {
    id: "jest",
    title: "Jest, a test in CommonJS",
    version: [...jest, "--version"],
    async run(stage) {
      write(stage.folder, "jest/bill.test.js", program("cjs", "test.js"));
      await expectOnePassed(stage, [...jest, "--rootDir", "jest", "--config", "{}"]);
    },
  },
  {
    id: "vitest",
    title: "Vitest, a test in ES modules",
    version: [...vitest, "--version"],
    async run(stage) {
      lend(stage, "vitest");
      const imports = 'import { expect, it } from "vitest";\n';
      write(stage.folder, "vitest/bill.test.mjs", imports + program("esm", "test.js"));
      await expectOnePassed(stage, [...vitest, "run", "--root", "vitest"]);
    },
  },
];

/** A run without tests exits with 0 too. */
async function expectOnePassed(stage: Stage, args: readonly string[]): Promise<void> {
  const env = { NO_COLOR: "1", BILLKIT_EXPECTED: JSON.stringify(stage.expected) };
  const output = await execute(stage, args, { env });
  if (!/^ *Tests:? +1 passed(?:, 1 total| \(1\))$/m.test(output)) throw new Error(output);
}
