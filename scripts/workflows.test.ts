import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.resolve(__dirname, "../.github/workflows");
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");
const workflows = readdirSync(folder).map((file): [string, Workflow] => [
  file,
  parse(read(file)) as Workflow,
]);
const jobs = workflows.flatMap(([file, { permissions, jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({
    name: `${file}, ${name}`,
    timeout: job["timeout-minutes"],
    steps: job.steps,
    permissions: Object.entries(job.permissions ?? permissions),
  })),
);

describe.each(workflows)("%s", (file, { on, permissions }) => {
  it("pins each action by commit, with its version beside it", () => {
    const uses = read(file)
      .split("\n")
      .filter((line) => /\buses:/.test(line));
    for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("grants no write permission to all of its jobs, and no trigger that gives strangers a token", () => {
    expect(Object.values(permissions)).not.toContain("write");
    const safe = ["push", "pull_request", "schedule", "workflow_dispatch"];
    expect(Object.keys(on).filter((trigger) => !safe.includes(trigger))).toEqual([]);
    expect(read(file)).not.toMatch(/secrets\./);
  });
});

describe.each(jobs)("$name", ({ timeout, steps, permissions }) => {
  const isTrusted = permissions.some(([, level]) => level === "write");
  const runs = steps.map(({ run = "" }) => run).join("\n");

  it("has a timeout and puts no expression into a command", () => {
    expect(timeout).toEqual(expect.any(Number));
    expect(runs).not.toContain("${{");
  });

  it("leaves the token out of the checkout unless it can write", () => {
    const checkout = steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
    if (!isTrusted && checkout)
      expect(checkout.with).toMatchObject({ "persist-credentials": false });
  });

  it("runs nothing derived from a description if it can write", () => {
    if (isTrusted)
      expect(runs).not.toMatch(/\.ci\/run|\b(npm|npx|tsx)\b.*\b(generate|build|test|check|sync)\b/);
  });

  it("has no `..` in an artifact's path, which the action rejects", () => {
    const artifacts = steps.filter(({ uses }) => uses?.includes("-artifact@"));
    for (const { with: inputs } of artifacts) expect(inputs?.path).not.toMatch(/\.\./);
  });

  it("restores no cache if it can write", () => {
    const node = steps.filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
    for (const { with: inputs } of isTrusted ? node : [])
      expect(inputs).toMatchObject({ "package-manager-cache": false });
  });
});

it("release.yml identifies itself to npm in one job, after CI and the rehearsal have passed", () => {
  const release = parse(read("release.yml")) as {
    jobs: Record<string, Job & { needs?: string; environment?: string }>;
  };
  expect(read("release.yml").match(/id-token: write/g)).toHaveLength(1);
  expect(release.jobs.publish).toMatchObject({ needs: "verify", environment: "npm" });
  const runs = release.jobs.verify?.steps.map(({ run }) => run);
  expect(runs).toEqual(expect.arrayContaining([".ci/run", "npm run specs -- check --release"]));
});
