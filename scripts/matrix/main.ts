/**
 * `npm run matrix [-- ROW… --quick --strict --json]`: publishes the packages to a registry on this
 * machine, installs them as a user does, and calls a running sandbox through them in each runtime,
 * test runner and bundle; type-checks them with each compiler. Exit 0 only if no row failed, and none
 * was left out but those that may-not-run.json lists; with `--strict` none at all.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { measure } from "./measure.js";
import { readOptions, type Options } from "./options.js";
import type { Outcome } from "./row.js";
import { allRows } from "./rows/all.js";
import { onStage } from "./stage.js";
import { render } from "./table.js";
import { verdict } from "./verdict.js";

const root = process.cwd();

async function matrix({ rows, json, strict }: Options): Promise<void> {
  const said = (progress: string): void => {
    process.stderr.write(`${progress} …\n`);
  };
  const outcomes = await onStage(root, said, async (stage) => {
    const ended: Outcome[] = [];
    for (const row of rows) {
      said(row.name);
      ended.push(await measure(row, stage));
    }
    return ended;
  });
  const list = path.join(import.meta.dirname, "may-not-run.json");
  const mayNotRun = strict ? [] : Object.keys(JSON.parse(readFileSync(list, "utf8")) as object);
  const problems = verdict(outcomes, mayNotRun);
  const report = { ok: problems.length === 0, problems, rows: outcomes };
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : render(outcomes));
  for (const problem of problems) process.stderr.write(`matrix: ${problem}\n`);
  process.exitCode = report.ok ? 0 : 1;
}

try {
  await matrix(readOptions(process.argv.slice(2), allRows));
} catch (error) {
  process.stderr.write(`matrix: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
