import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../common/json.js";

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, ".github/workflows");
const files = readdirSync(folder).sort();
const textOf = (file: string): string => readFileSync(path.join(folder, file), "utf8");

function workflow(file: string): JsonObject {
  const value = parse(textOf(file)) as Json;
  if (!isObject(value)) throw new Error(file);
  return value;
}

function jobsOf(file: string): JsonObject[] {
  return Object.values(objectAt(workflow(file), "jobs")).filter(isObject);
}

function stepsOf(file: string): JsonObject[] {
  return jobsOf(file).flatMap((job) => listAt(job, "steps").filter(isObject));
}

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** What each action is pinned to where it is used first. */
const pins = new Map<string, string>();
for (const { uses } of files.flatMap(stepsOf)) {
  const [action = ""] = typeof uses === "string" ? uses.split("@") : [];
  if (typeof uses === "string" && !pins.has(action)) pins.set(action, uses);
}

/** When a workflow begins by itself, as its `on` has it. */
function cronsOf(file: string): string[] {
  return listAt(objectAt(workflow(file), "on"), "schedule")
    .filter(isObject)
    .map((entry) => textAt(entry, "cron"));
}

it("there are two checks, an audit, a look-out, a test of the tests, a release and its rehearsal", () => {
  expect(files).toEqual([
    "audit.yml",
    "ci.yml",
    "drift.yml",
    "matrix.yml",
    "mutation.yml",
    "release-dry.yml",
    "release.yml",
  ]);
});

describe.each(files)("%s", (file) => {
  it("pins each action by commit, with the version beside", () => {
    const used = textOf(file)
      .split("\n")
      .filter((line) => /\buses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used)
      expect(line).toMatch(/^ +- uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(stepsOf(file).filter((step) => step.uses !== undefined)).toHaveLength(used.length);
  });

  it("runs only scripts of the project, and no logic of its own", () => {
    const runs = stepsOf(file).flatMap((step) =>
      step.run === undefined ? [] : [textAt(step, "run")],
    );
    expect(runs.length).toBeGreaterThan(0);
    for (const line of runs) {
      const script = /^npm run ([a-z:]+)(?: -- --strict)?$/.exec(line)?.[1];
      if (script !== undefined) expect(manifest.scripts).toHaveProperty([script]);
      else expect(["npm ci", ".ci/run"]).toContain(line);
    }
    for (const step of stepsOf(file)) {
      expect(step.if).toBeUndefined();
      expect(step["continue-on-error"]).toBeUndefined();
    }
  });

  it("bounds each job in time, on a runner of a fixed version", () => {
    for (const job of jobsOf(file)) {
      expect(job["timeout-minutes"]).toEqual(expect.any(Number));
      expect(textAt(job, "runs-on")).toMatch(/^ubuntu-\d\d\.\d\d$/);
    }
  });

  it("runs once at a time, whatever starts it", () => {
    const { group, ...concurrency } = objectAt(workflow(file), "concurrency");
    const [name = ""] = file.split(".");
    expect([name, `${name}-\${{ github.ref }}`]).toContain(group);
    // A run that may push is never cut short.
    const unlessMain = "${{ github.ref != 'refs/heads/main' }}";
    const isForPulls = Object.hasOwn(objectAt(workflow(file), "on"), "pull_request");
    expect(concurrency).toEqual({ "cancel-in-progress": isForPulls ? unlessMain : false });
  });

  it("gets the same versions of the same actions as the others, with Node's and Java's said", () => {
    for (const { uses, with: given } of stepsOf(file)) {
      if (typeof uses !== "string") continue;
      const [action = ""] = uses.split("@");
      expect(pins.get(action)).toBe(uses);
      if (action === "actions/setup-node") expect(given).toHaveProperty("node-version");
      if (action === "actions/setup-java") expect(given).toHaveProperty("java-version");
    }
  });

  it("begins by nothing that runs others' code, or on others' word, with rights of ours", () => {
    const known = ["push", "pull_request", "schedule", "workflow_dispatch"];
    const triggers = Object.keys(objectAt(workflow(file), "on"));
    expect(triggers.filter((trigger) => !known.includes(trigger))).toEqual([]);
  });

  it("takes nothing from a cache that another run may have filled, where it has rights", () => {
    const mayWrite = /: write$/m.test(textOf(file));
    const nodes = stepsOf(file).filter((step) => textAt(step, "uses").includes("setup-node"));
    expect(nodes.length).toBeGreaterThan(0);
    for (const { with: given } of mayWrite ? nodes : [])
      expect(given).toMatchObject({ "package-manager-cache": false });
  });

  it("puts nothing into a command that others can write", () => {
    for (const step of stepsOf(file)) expect(textAt(step, "run")).not.toContain("${{");
  });
});

/** Those that write are looked at one by one: here, and beside the scripts of a release. */
const writing = ["drift.yml", "release.yml"];

it.each(files.filter((file) => !writing.includes(file)))(
  "%s may only read, and keeps no credentials",
  (file) => {
    expect(workflow(file).permissions).toEqual({ contents: "read" });
    expect(jobsOf(file).every((job) => job.permissions === undefined)).toBe(true);
    const [checkout] = stepsOf(file);
    expect(checkout?.with).toEqual({ "persist-credentials": false });
    expect(textOf(file)).not.toMatch(/secrets\.|github\.token/);
  },
);

it("ci.yml runs on pushes, pull requests and when asked, on the versions that users have", () => {
  expect(Object.keys(objectAt(workflow("ci.yml"), "on"))).toEqual([
    "push",
    "pull_request",
    "workflow_dispatch",
  ]);
  const [job] = jobsOf("ci.yml");
  expect(job?.strategy).toMatchObject({ matrix: { node: ["20.19", "22", "24"] } });
});

it("a release's pull request starts whatever runs on pull requests", () => {
  const started = files.filter((file) => "pull_request" in objectAt(workflow(file), "on"));
  for (const file of started)
    expect(objectAt(workflow(file), "on")).toHaveProperty("workflow_dispatch");
  const script = readFileSync(path.join(root, "scripts/release/propose.ts"), "utf8");
  for (const file of started) expect(script).toContain(`"${file}"`);
});

it("drift.yml has what a branch, a pull request and its check need, and no more", () => {
  expect(workflow("drift.yml").permissions).toEqual({});
  expect(jobsOf("drift.yml").map((job) => job.permissions)).toEqual([
    { contents: "write", "pull-requests": "write", actions: "write" },
  ]);
});

it("drift.yml gives its token to the proposal alone, and takes nothing from a cache", () => {
  const steps = stepsOf("drift.yml");
  expect(steps.filter(({ env }) => env !== undefined)).toEqual([
    { run: "npm run drift:propose", env: { GH_TOKEN: "${{ github.token }}" } },
  ]);
  const node = steps.find((step) => textAt(step, "uses").includes("setup-node"));
  expect(node?.with).toMatchObject({ "package-manager-cache": false });
});

it("audit.yml runs each day, after each merge and when asked", () => {
  expect(Object.keys(objectAt(workflow("audit.yml"), "on"))).toEqual([
    "schedule",
    "push",
    "workflow_dispatch",
  ]);
  expect(cronsOf("audit.yml")).toEqual([expect.stringMatching(/^\d+ \d+ \* \* \*$/)]);
});

it.each(["drift.yml", "mutation.yml"])("%s runs once a week and when asked", (file) => {
  expect(Object.keys(objectAt(workflow(file), "on"))).toEqual(["schedule", "workflow_dispatch"]);
  expect(cronsOf(file)).toEqual([expect.stringMatching(/^\d+ \d+ \* \* [0-6]$/)]);
});
