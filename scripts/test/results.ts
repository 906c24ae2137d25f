import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** What one workspace's Jest run counted. */
export interface Result {
  readonly workspace: string;
  readonly passed: number;
  readonly failed: number;
  /** Skipped and to-do tests, and suites that could not run: none of them is a pass. */
  readonly notRun: number;
  readonly seconds: number;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly startTime: number;
  readonly testResults: readonly { readonly endTime: number }[];
}

const report = ".test-results/jest.json";

/** The folders of the npm workspaces that have a Jest configuration. */
export function testedWorkspaces(root: string): string[] {
  const packages = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`);
  return [...packages, "scripts", "examples"].filter((workspace) =>
    existsSync(path.join(root, workspace, "jest.config.cjs")),
  );
}

/** So that what is read afterwards is of this run: a cached task restores its own report. */
export function forgetResults(root: string): void {
  for (const workspace of testedWorkspaces(root)) {
    rmSync(path.join(root, workspace, report), { force: true });
  }
}

/** Jest's own counts, one row a workspace; a workspace without a report is a failure of its own. */
export function readResults(root: string): Result[] {
  return testedWorkspaces(root).map((workspace) => {
    const file = path.join(root, workspace, report);
    if (!existsSync(file)) return { workspace, passed: 0, failed: 0, notRun: 1, seconds: 0 };
    const jest = JSON.parse(readFileSync(file, "utf8")) as JestReport;
    const end = Math.max(jest.startTime, ...jest.testResults.map((suite) => suite.endTime));
    return {
      workspace,
      passed: jest.numPassedTests,
      failed: jest.numFailedTests,
      notRun: jest.numPendingTests + jest.numTodoTests + jest.numRuntimeErrorTestSuites,
      seconds: (end - jest.startTime) / 1000,
    };
  });
}

/** A table for a person and, last, the line `N passed, N failed`; `ok` is false unless all ran. */
export function summarize(results: readonly Result[]): { text: string; ok: boolean } {
  const total = (count: (result: Result) => number): number =>
    results.reduce((sum, result) => sum + count(result), 0);
  const width = Math.max(0, ...results.map(({ workspace }) => workspace.length));
  const lines = results.map(
    ({ workspace, passed, failed, notRun, seconds }) =>
      `${workspace.padEnd(width)}  ${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed` +
      `${notRun > 0 ? `  ${notRun} not run` : ""}  ${seconds.toFixed(1)} s`,
  );
  const passed = total((result) => result.passed);
  const failed = total((result) => result.failed);
  const notRun = total((result) => result.notRun);
  if (notRun > 0) lines.push(`${notRun} skipped or could not run: see above.`);
  return {
    text: [...lines, `${passed} passed, ${failed} failed`].join("\n"),
    ok: passed > 0 && failed === 0 && notRun === 0,
  };
}
