/**
 * `npm run focus`: writes the sandbox's bills as FOCUS and checks them. 1.2 by the FinOps Foundation's
 * own validator: every failure must be in exceptions.json, and every exception must occur. 1.4, for
 * which the validator has no rules, by the specification's table of columns; the columns that 1.2 has
 * too must be the same. Requires Python 3.12 as `python3.12`, or its path in PYTHON.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { toFocus, type FocusOptions, type FocusVersion } from "../src/index.js";
import { sandboxRows, settlement } from "./bills.js";
import { checkColumns, readRows } from "./check-columns.js";
import exceptions from "./exceptions.json" with { type: "json" };
import { brokenRules, folder, install } from "./validator.js";

install();
const rows = await sandboxRows();
const failures = new Map<string, string[]>();
const problems: string[] = [];
for (const [name, missingQuantity] of [
  ["what conforms", "reject"],
  ["with use without quantities", "empty"],
] as const) {
  const old = write(name, { version: "1.2", settlement, missingQuantity });
  for (const rule of brokenRules(old)) failures.set(rule, [...(failures.get(rule) ?? []), name]);
  const newer = write(name, { version: "1.4", settlement, missingQuantity });
  const [before, after] = [await readRows(old), await readRows(newer)];
  const found = [...checkColumns(after), ...differences(before, after)];
  problems.push(...found.map((problem) => `FOCUS 1.4, ${name}: ${problem}`));
  process.stdout.write(`${name}: ${after.length} rows of ${rows.length}\n`);
}

const isListed = (rule: string): boolean => exceptions.some((exception) => exception.rule === rule);
for (const [rule, files] of [...failures].sort())
  process.stdout.write(`${isListed(rule) ? "known" : "FAILED"}  ${rule}  ${files.join(", ")}\n`);
const unknown = [...failures.keys()].filter((rule) => !isListed(rule));
const idle = exceptions.filter(({ rule }) => !failures.has(rule));
for (const { rule } of idle)
  process.stdout.write(`IDLE    ${rule}  remove it from exceptions.json\n`);
for (const problem of problems) process.stdout.write(`FAILED  ${problem}\n`);
process.stdout.write(
  `FOCUS 1.2: ${failures.size} failing rules, ${unknown.length} without an exception\n` +
    `FOCUS 1.4: ${problems.length} problems\n`,
);
if (unknown.length + idle.length + problems.length > 0) process.exitCode = 1;

/** @returns the file's path */
function write(name: string, options: FocusOptions & { version: FocusVersion }): string {
  const file = path.join(folder, `${name.replaceAll(" ", "-")}-${options.version}.csv`);
  writeFileSync(file, toFocus(rows, options).csv);
  return file;
}

type Row = Readonly<Record<string, string | null>>;

/** Columns of both versions whose cells differ. */
function differences(before: readonly Row[], after: readonly Row[]): string[] {
  if (before.length !== after.length) return [`${after.length} rows, ${before.length} in 1.2`];
  const shared = Object.keys(before[0] ?? {}).filter((name) => name in (after[0] ?? {}));
  return shared
    .filter((name) => before.some((row, at) => row[name] !== after[at]?.[name]))
    .map((name) => `${name}: differs from 1.2`);
}
