import { execute, lend, program, write } from "../consumer.js";
import { tool, type Row, type Stage } from "../stage.js";

export const testRunnerRows: Readonly<Record<string, Row>> = {
  async jest(stage) {
    write(stage.folder, "jest/bill.test.js", program("cjs", "test.js"));
    await expectOnePassed(stage, "jest/bin/jest.js", "--rootDir", "jest", "--config", "{}");
  },
  async vitest(stage) {
    lend(stage, "vitest");
    const imports = 'import { expect, it } from "vitest";\n';
    write(stage.folder, "vitest/bill.test.mjs", imports + program("esm", "test.js"));
    await expectOnePassed(stage, "vitest/vitest.mjs", "run", "--root", "vitest");
  },
};

/** A run without tests exits with 0 too. */
async function expectOnePassed(stage: Stage, file: string, ...args: string[]): Promise<void> {
  const env = { NO_COLOR: "1", BILLKIT_EXPECTED: JSON.stringify(stage.expected) };
  const output = await execute(stage, [process.execPath, tool(file), ...args], { env });
  if (!/^ *Tests:? +1 passed(?:, 1 total| \(1\))$/m.test(output)) throw new Error(output);
}
