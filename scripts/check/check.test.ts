import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { wrongInBill, wrongInDocument } from "./bill.js";
import { chooseSteps, runSteps, summarize } from "./run.js";
import { command, counted, type Step } from "./step.js";
import { steps } from "./steps.js";
import { unchangedTree } from "./tree.js";

const repository = path.resolve(__dirname, "../..");

let root = "";
let said = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "billkit-check-"));
  said = "";
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const place = () => ({
  root,
  write: (text: string) => {
    said += text;
  },
});
/** A step that runs a program of one line. */
const program = (id: string, code: string): Step => ({
  id,
  title: `the step ${id}`,
  run: (where) => command(where, process.execPath, ["-e", code]),
});
const good = program("good", "console.log('fine')");
const bad = program("bad", "console.error('broken'); process.exit(3)");
const tests = (id: string, passed: number, failed: number): Step =>
  counted(
    program(id, `console.log('${passed} passed, ${failed} failed'); process.exit(${failed})`),
  );

/** A clock of which each look is a second and a half after the one before. */
function clock(): () => number {
  let nowMs = 0;
  return () => (nowMs += 1_500);
}

describe("the steps", () => {
  it("run in order, each with its output and time, also after one that failed", async () => {
    const outcome = await runSteps([good, bad, { ...good, id: "last" }], place(), clock());
    expect(outcome.ok).toBe(false);
    expect(outcome.steps.map(({ id, ok, seconds }) => [id, ok, seconds])).toEqual([
      ["good", true, 1.5],
      ["bad", false, 1.5],
      ["last", true, 1.5],
    ]);
    expect(said).toBe(
      "== good: the step good\nfine\n-- good: 1.5 s\n" +
        "== bad: the step bad\nbroken\n-- bad: failed, exit 3; 1.5 s\n" +
        "== last: the step good\nfine\n-- last: 1.5 s\n",
    );
    expect(summarize(outcome)).toBe(
      "ok    good     1.5 s\nFAIL  bad      1.5 s  exit 3\nok    last     1.5 s\n      all      4.5 s",
    );
  });

  it("end with the counts of all tests, added up, as the last line", async () => {
    const outcome = await runSteps([tests("one", 3, 0), good, tests("two", 4, 1)], place());
    expect(outcome).toMatchObject({ ok: false, tests: { passed: 7, failed: 1 } });
    expect(summarize(outcome).split("\n").at(-1)).toBe("7 passed, 1 failed");
  });

  it("do not take a line in the middle of the tests for their counts", async () => {
    const twice = counted(
      program("tests", "console.log('9 passed, 9 failed\\n2 passed, 0 failed')"),
    );
    expect(await runSteps([twice], place())).toMatchObject({ tests: { passed: 2, failed: 0 } });
  });

  it("are not ok where the tests ended before they counted", async () => {
    const outcome = await runSteps([counted(bad)], place());
    expect(outcome).toMatchObject({ ok: false, tests: { passed: 0, failed: 0 } });
  });

  it.each<[string, Step]>([
    ["there is no such program", { ...good, run: (to) => command(to, "billkit-no-such", []) }],
    ["it throws", { ...good, run: () => Promise.reject(new Error("thrown")) }],
  ])("fail where %s", async (_case, step) => {
    const { ok, steps: done } = await runSteps([step], place());
    expect([ok, done[0]?.problem]).toEqual([false, expect.stringMatching(/could not run|thrown/)]);
  });
});

describe("a choice of them", () => {
  const all = [good, bad, { ...good, id: "last" }];
  it.each([
    ["all", {}, ["good", "bad", "last"]],
    ["from one on", { from: "bad" }, ["bad", "last"]],
    ["only some, in their order", { only: ["last", "good"] }, ["good", "last"]],
    ["both", { from: "bad", only: ["last"] }, ["last"]],
  ])("%s", (_case, choice, expected) => {
    expect(chooseSteps(all, choice).map(({ id }) => id)).toEqual(expected);
  });

  it.each([{ from: "typo" }, { only: ["good", "typo"] }])("%j is no choice", (choice) => {
    expect(() => chooseSteps(all, choice)).toThrow(
      "there is no step typo; they are good, bad, last",
    );
  });

  it("of a step before the first is none either", () => {
    expect(() => chooseSteps(all, { from: "last", only: ["good"] })).toThrow(
      "good comes before last",
    );
  });
});

describe("the tree", () => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
  const put = (file: string, text: string) => {
    writeFileSync(path.join(root, file), text);
  };
  const writing = (file: string): Step => ({
    ...good,
    run: () => {
      put(file, "changed by a step");
      return Promise.resolve(undefined);
    },
  });
  beforeEach(() => {
    git("init", "--quiet");
    put("kept", "text");
    put(".gitignore", "ignored\n");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "first");
    put("kept", "work of a person, not yet committed");
  });

  it.each(["kept", "new"])("is told when a step changes %s", async (file) => {
    const { steps: done } = await runSteps([writing(file), unchangedTree()], place());
    expect(done.map(({ problem }) => problem)).toEqual([undefined, `changed on the way: ${file}`]);
  });

  it("may hold work that is not committed, and what git ignores", async () => {
    expect(await runSteps([writing("ignored"), unchangedTree()], place())).toMatchObject({
      ok: true,
    });
  });
});

describe("the bill that npm start prints", () => {
  it.each([
    ["Deepgram\nGenesys Cloud\n", undefined],
    ["Deepgram\n", "no Genesys Cloud"],
    ["\u001b[1mDeepgram\u001b[0m\nGenesys Cloud\n", "colours in a pipe"],
    [`Deepgram\nGenesys Cloud\n${"x".repeat(81)}\n`, `more than 80 columns: ${"x".repeat(81)}`],
  ])("%j: %s", (text, expected) => {
    expect(wrongInBill(text)).toBe(expected);
  });

  const bills = { errors: [], deepgram: { projects: [1] }, genesysCloud: { trustors: [1] } };
  it.each([
    [bills, undefined],
    [{ ...bills, errors: [{}] }, "the document tells of errors"],
    [{ ...bills, deepgram: { projects: [] } }, "no project of Deepgram"],
    [{ ...bills, genesysCloud: undefined }, "no customer of Genesys Cloud"],
  ])("%j as JSON: %s", (document, expected) => {
    expect(wrongInDocument(JSON.stringify(document))).toBe(expected);
  });

  it("is one document", () => {
    expect(wrongInDocument("Building\n{}")).toBe("stdout is not one JSON document");
  });
});

describe("what CI runs", () => {
  it("is listed once: .ci/run installs, and runs all of it", () => {
    const lines = readFileSync(path.join(repository, ".ci/run"), "utf8").split("\n");
    const npm = lines.filter((line) => /(^|[^"#]* )npm /.test(line) && !/^ *(#|echo)/.test(line));
    expect(npm).toEqual(["if ! npm ci; then", "npm run --silent check"]);
  });

  it("has a name for each step, and scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    for (const { title } of steps) {
      const name = /^npm run ([a-z:]+)/.exec(title)?.[1];
      if (name !== undefined) expect(scripts).toHaveProperty([name]);
    }
    expect(steps[0]?.title).toBe("npm test");
    expect(steps.at(-1)?.id).toBe("tree");
  });
});
