/**
 * `npm run matrix -w e2e [-- ROW… --quick --strict --json]`: publishes the packages to a registry on
 * this machine, installs them as users do and calls a sandbox through them in each runtime, test
 * runner and bundle; type-checks them with each compiler. Exit 1 if a row fails or can't run.
 */
import path from "node:path";
import { readArguments } from "../../scripts/common/arguments.js";
import { command } from "../common/command.js";
import { run } from "../common/run.js";
import type { Row } from "./row.js";
import { bundleRows } from "./rows/bundles.js";
import { nodeRows, proxyRows } from "./rows/node.js";
import { runtimeRows } from "./rows/runtimes.js";
import { testRunnerRows } from "./rows/test-runners.js";
import { typescriptRows } from "./rows/typescript.js";
import { onStage, type Stage } from "./stage.js";

interface Result {
  readonly id: string;
  readonly status: "ok" | "failed" | "not run";
  readonly version: string;
  readonly seconds: number;
  /** Why it failed, or why it didn't run. */
  readonly reason?: string;
}

const root = path.resolve(import.meta.dirname, "../..");
const allRows = [
  ...[nodeRows, proxyRows, testRunnerRows, typescriptRows, runtimeRows, bundleRows].flat(),
];

await command("matrix", async () => {
  const { values, positionals } = readArguments(
    {
      allowPositionals: true,
      options: {
        quick: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    },
    "usage: npm run matrix -w e2e [-- ROW… --quick --strict --json]",
  );
  const unknown = positionals.find((id) => !allRows.some((row) => row.id === id));
  if (unknown !== undefined) {
    throw new Error(`no row ${unknown}; rows: ${allRows.map(({ id }) => id).join(", ")}`);
  }
  const rows = allRows.filter(
    ({ id, slow }) =>
      (positionals.length === 0 || positionals.includes(id)) && !(values.quick && slow),
  );
  const results: Result[] = [];
  await onStage(root, async (stage) => {
    for (const row of rows) {
      const result = await tryRow(row, stage);
      results.push(result);
      if (!values.json) process.stdout.write(render(row, result));
    }
  });
  const isFine = ({ id, status }: Result): boolean =>
    status === "ok" ||
    (status === "not run" && !values.strict && rows.some((row) => row.id === id && row.mayLack));
  const ok = results.every(isFine);
  if (values.json) process.stdout.write(`${JSON.stringify({ ok, results }, null, 2)}\n`);
  return ok;
});

async function tryRow(row: Row, stage: Stage): Promise<Result> {
  const startedAt = performance.now();
  let status: Result["status"] = "not run";
  let version = "";
  let reason = {};
  try {
    const [tool, ...args] = row.version;
    const printed = await run(tool, args, { cwd: stage.folder, timeoutMs: 60_000 });
    version = /\d+(?:[.-]\d+)+/.exec(printed)?.[0] ?? "";
    status = "failed";
    await row.run(stage);
    status = "ok";
  } catch (error) {
    reason = { reason: error instanceof Error ? error.message : String(error) };
  }
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  return { id: row.id, status, version, seconds, ...reason };
}

function render({ title }: Row, { status, version, seconds, reason }: Result): string {
  const line = `${title.padEnd(44)} ${version.padEnd(14)} ${status.padEnd(8)} ${seconds} s\n`;
  return reason === undefined ? line : `${line}${reason.replace(/^/gm, "  ")}\n`;
}
