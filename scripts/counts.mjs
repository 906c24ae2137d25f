/**
 * Prints the failures, then the sum of all workspaces' Jest reports: `N passed, N failed`.
 * Fails unless every test ran and passed.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { relative } from "node:path";
import process from "node:process";
import { stripVTControlCharacters } from "node:util";

const workspaces = [
  ...readdirSync("packages").map((name) => `packages/${name}`),
  "scripts",
  "examples",
  "e2e",
];
const reports = workspaces
  .map((workspace) => `${workspace}/.test-results.json`)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, "utf8")));
const sum = (...counts) =>
  reports.flatMap((report) => counts.map((count) => report[count])).reduce((a, b) => a + b, 0);

const passed = sum("numPassedTests");
const failed = sum("numFailedTests");
for (const { name, status, message } of reports.flatMap(({ testResults }) => testResults)) {
  if (status === "failed")
    process.stdout.write(`${relative("", name)}\n${stripVTControlCharacters(message)}\n`);
}
const notRun = sum("numPendingTests", "numTodoTests", "numRuntimeErrorTestSuites");
if (notRun > 0) process.stdout.write(`${notRun} skipped or unable to run\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = passed > 0 && failed === 0 && notRun === 0 ? 0 : 1;
