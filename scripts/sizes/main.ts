/**
 * `npm run sizes [-- --json] [-- --update]`: weighs what users import by size-limit, and fails when a
 * bundle weighs more than scripts/sizes/budgets.json allows or an import reaches what it must not.
 * `--update` writes budgets for what is built now.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { budgetsFile, readBudgets, rebudgeted, weigh, withVendors, type Size } from "./budgets.js";
import { clientEntries, vendorPackages } from "./entries.js";
import { reach, type Reach } from "./graph.js";
import { usageError } from "../common/arguments.js";

const root = process.cwd();
const usage = "usage: npm run sizes [-- --json] [-- --update]";

try {
  const { json, update } = readOptions();
  const budgets = withVendors(readBudgets(root), vendorPackages(root));
  const sizes = await weigh(root, budgets);
  const entries = clientEntries(root);
  const reaches: Reach[] = [];
  for (const entry of entries) reaches.push(await reach(root, entry, entries));
  if (update) writeFileSync(budgetsFile(root), rebudgeted(budgets, sizes));
  const problems = [
    ...sizes
      .filter(({ withinBudget }) => !withinBudget && !update)
      .map(
        ({ name, gzipBytes, budgetBytes }) =>
          `${name} weighs ${number(gzipBytes)} B, its budget is ${number(budgetBytes)} B: ` +
          "make it lighter, or say that it may: npm run sizes -- --update",
      ),
    ...reaches.flatMap(({ entry, problems: found }) => found.map((each) => `${entry} ${each}`)),
  ];
  process.stdout.write(
    json ? `${JSON.stringify({ sizes, reaches, problems }, null, 2)}\n` : table(sizes, reaches),
  );
  for (const problem of problems) process.stderr.write(`sizes: ${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`sizes: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readOptions(): { json: boolean; update: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        update: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    throw usageError(error, usage);
  }
}

function table(sizes: readonly Size[], reaches: readonly Reach[]): string {
  const rows = sizes.map(({ name, gzipBytes, budgetBytes, aimBytes, withinBudget, met }) => {
    const verdict = !withinBudget ? "FAIL" : met === false ? "MISS" : "ok";
    const aim = aimBytes === undefined ? "" : number(aimBytes);
    return line(verdict, name, number(gzipBytes), number(budgetBytes), aim);
  });
  const reached = reaches.map(({ entry, packages, modules, problems }) => {
    const others = packages.length > 0 ? packages.join(", ") : "nothing else";
    const verdict = problems.length > 0 ? "FAIL" : "ok";
    return `${verdict.padEnd(5)}${entry.padEnd(30)}${number(modules.length).padStart(4)}  ${others}`;
  });
  return [
    line("", "min+gzip, bytes", "now", "budget", "aim"),
    ...rows,
    "",
    `     ${"import of".padEnd(26)} modules  and packages`,
    ...reached,
    "",
  ].join("\n");
}

function line(verdict: string, name: string, ...columns: readonly string[]): string {
  const cells = columns.map((column) => column.padStart(9)).join("");
  return `${verdict.padEnd(5)}${name.padEnd(34)}${cells}`.trimEnd();
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
