import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { forgetResults, readResults, reportsOf, summarize } from "./results.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "billkit-results-"));
  for (const workspace of ["packages/a", "scripts", "examples"]) {
    mkdirSync(path.join(root, workspace), { recursive: true });
    writeFileSync(path.join(root, workspace, "jest.config.cjs"), "");
  }
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function report(
  workspace: string,
  counts: Record<string, number>,
  assertionResults: object[] = [],
): void {
  const jest = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    startTime: 1000,
    testResults: [{ endTime: 3500, assertionResults }],
    ...counts,
  };
  writeFileSync(path.join(root, workspace, ".test-results.json"), JSON.stringify(jest));
}

function summary(): { last: string | undefined; ok: boolean } {
  const { text, ok } = summarize(readResults(root, reportsOf(root, false)));
  return { last: text.split("\n").at(-1), ok };
}

describe("the counts of npm test", () => {
  it("adds up what each workspace's Jest counted", () => {
    report("packages/a", { numPassedTests: 3 });
    report("scripts", { numPassedTests: 4 });
    report("examples", { numPassedTests: 5 });
    expect(summary()).toEqual({ last: "12 passed, 0 failed", ok: true });
  });

  it.each([
    ["a failed test", { numPassedTests: 4, numFailedTests: 1 }, "12 passed, 1 failed"],
    ["a skipped test", { numPassedTests: 4, numPendingTests: 1 }, "12 passed, 0 failed"],
    ["a to-do test", { numPassedTests: 4, numTodoTests: 1 }, "12 passed, 0 failed"],
    [
      "a suite that cannot run",
      { numPassedTests: 4, numRuntimeErrorTestSuites: 1 },
      "12 passed, 0 failed",
    ],
  ])("is not ok with %s", (_case, counts, last) => {
    report("packages/a", { numPassedTests: 3 });
    report("scripts", counts);
    report("examples", { numPassedTests: 5 });
    expect(summary()).toEqual({ last, ok: false });
  });

  it("is not ok when a workspace left no report, as after a crash", () => {
    report("packages/a", { numPassedTests: 3 });
    report("scripts", { numPassedTests: 4 });
    report("examples", { numPassedTests: 5 });
    forgetResults(root, reportsOf(root, false));
    report("scripts", { numPassedTests: 4 });
    expect(summary()).toEqual({ last: "4 passed, 0 failed", ok: false });
  });

  it("counts the tests that need Java apart", () => {
    report("scripts", { numPassedTests: 4 });
    const java = path.join(root, "scripts/.test-results.java.json");
    writeFileSync(java, readFileSync(path.join(root, "scripts/.test-results.json")));
    report("scripts", { numFailedTests: 9 });
    const { text, ok } = summarize(readResults(root, reportsOf(root, true)));
    expect({ last: text.split("\n").at(-1), ok }).toEqual({ last: "4 passed, 0 failed", ok: true });
  });

  it("tells before the last line how many rows of the fault table ran", () => {
    const row = (status: string, ...ancestorTitles: string[]) => ({ ancestorTitles, status });
    report("packages/a", { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1 }, [
      row("passed", "fault table", "statuses"),
      row("failed", "fault table", "polls"),
      row("pending", "fault table", "polls"),
      row("passed", "the table of 3 rows"),
      row("passed"),
    ]);
    report("scripts", { numPassedTests: 1 });
    report("examples", { numPassedTests: 1 });
    const { text } = summarize(readResults(root, reportsOf(root, false)));
    expect(text.split("\n").slice(-3)).toEqual([
      "fault table: 2 rows",
      "1 skipped or could not run: see above.",
      "5 passed, 1 failed",
    ]);
  });

  it("tells of no fault table where none ran", () => {
    for (const workspace of ["packages/a", "scripts", "examples"]) {
      report(workspace, { numPassedTests: 1 });
    }
    const { text } = summarize(readResults(root, reportsOf(root, false)));
    expect(text).not.toContain("fault table");
  });

  it("is not ok when nothing ran at all", () => {
    for (const workspace of ["packages/a", "scripts", "examples"]) report(workspace, {});
    expect(summary()).toEqual({ last: "0 passed, 0 failed", ok: false });
  });
});
