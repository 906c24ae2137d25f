import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** What one workspace's Jest run counted. */
export interface Result {
  readonly workspace: string;
  readonly passed: number;
  readonly failed: number;
  /** Skipped and to-do tests, and suites that could not run: none of them is a pass. */
  readonly notRun: number;
  /** How many of those that ran are rows of the fault table. */
  readonly faultRows: number;
  readonly seconds: number;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly startTime: number;
  readonly testResults: readonly {
    readonly endTime: number;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly status: string;
    }[];
  }[];
}

/** What the rows of packages/core/test/faults stand under. */
const faultTable = "fault table";
const ran = ["passed", "failed"];

/** A workspace and where its Jest leaves what it counted. */
export interface Report {
  readonly workspace: string;
  readonly file: string;
}

/** The folders of the npm workspaces that have a Jest configuration. */
function testedWorkspaces(root: string): string[] {
  const packages = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`);
  return [...packages, "scripts", "examples"].filter((workspace) =>
    existsSync(path.join(root, workspace, "jest.config.cjs")),
  );
}

/** The reports of one command: of every workspace, or of the tests that need Java. */
export function reportsOf(root: string, java: boolean): Report[] {
  if (java) return [{ workspace: "scripts", file: "scripts/.test-results.java.json" }];
  return testedWorkspaces(root).map((workspace) => ({
    workspace,
    file: `${workspace}/.test-results.json`,
  }));
}

/** So that what is read afterwards is of this run: a cached task restores its own report. */
export function forgetResults(root: string, reports: readonly Report[]): void {
  for (const { file } of reports) rmSync(path.join(root, file), { force: true });
}

/** Jest's own counts, one row a workspace; a workspace without a report is a failure of its own. */
export function readResults(root: string, reports: readonly Report[]): Result[] {
  return reports.map(({ workspace, file }) => {
    const report = path.join(root, file);
    if (!existsSync(report)) {
      return { workspace, passed: 0, failed: 0, notRun: 1, faultRows: 0, seconds: 0 };
    }
    const jest = JSON.parse(readFileSync(report, "utf8")) as JestReport;
    const end = Math.max(jest.startTime, ...jest.testResults.map((suite) => suite.endTime));
    return {
      workspace,
      passed: jest.numPassedTests,
      failed: jest.numFailedTests,
      notRun: jest.numPendingTests + jest.numTodoTests + jest.numRuntimeErrorTestSuites,
      faultRows: jest.testResults
        .flatMap((suite) => suite.assertionResults)
        .filter(
          ({ ancestorTitles: [title], status }) => title === faultTable && ran.includes(status),
        ).length,
      seconds: (end - jest.startTime) / 1000,
    };
  });
}

/** A table for a person and, last, the line `N passed, N failed`; `ok` is false unless all ran. */
export function summarize(results: readonly Result[]): {
  text: string;
  ok: boolean;
  passed: number;
  failed: number;
} {
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
  const faultRows = total((result) => result.faultRows);
  if (faultRows > 0) lines.push(`${faultTable}: ${faultRows} rows`);
  if (notRun > 0) lines.push(`${notRun} skipped or could not run: see above.`);
  return {
    text: [...lines, `${passed} passed, ${failed} failed`].join("\n"),
    ok: passed > 0 && failed === 0 && notRun === 0,
    passed,
    failed,
  };
}
