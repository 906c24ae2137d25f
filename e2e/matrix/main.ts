/**
 * `npm run matrix -w e2e [-- ROW…]`: publishes the packages to a registry on this machine, installs them
 * as users do and calls a sandbox through them in each runtime, test runner and bundle; type-checks them
 * with each compiler. Exit 1 if a row fails.
 */
import { readArguments } from "../../scripts/common/arguments.js";
import { messageOf } from "../../scripts/common/user-error.js";
import { command } from "../common/command.js";
import { bundleRows } from "./rows/bundles.js";
import { nodeRows } from "./rows/node.js";
import { runtimeRows } from "./rows/runtimes.js";
import { testRunnerRows } from "./rows/test-runners.js";
import { typescriptRows } from "./rows/typescript.js";
import { onStage, type Row } from "./stage.js";

const rows: Readonly<Record<string, Row>> = {
  ...nodeRows,
  ...testRunnerRows,
  ...typescriptRows,
  ...runtimeRows,
  ...bundleRows,
};

await command("matrix", async (directory) => {
  const { positionals } = readArguments(
    { allowPositionals: true },
    "usage: npm run matrix -w e2e [-- ROW…]",
  );
  const failed: string[] = [];
  await onStage(directory, async (stage) => {
    for (const id of positionals.length > 0 ? positionals : Object.keys(rows)) {
      const row = rows[id];
      if (!row) throw new Error(`no row ${id}; rows: ${Object.keys(rows).join(", ")}`);
      const failure = await row(stage).then(() => undefined, messageOf);
      if (failure !== undefined) failed.push(id);
      process.stdout.write(`${id.padEnd(24)} ${failure ?? "ok"}\n`);
    }
  });
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
});
