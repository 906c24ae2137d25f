import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const folder = path.resolve(__dirname, "../../.github/workflows");

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

describe.each(readdirSync(folder))("%s", (file) => {
  const text = readFileSync(path.join(folder, file), "utf8");
  const { on, jobs } = parse(text) as Workflow;

  it("pins each action by commit, with the version beside", () => {
    for (const line of text.split("\n").filter((each) => /\buses:/.test(each)))
      expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("begins by nothing that runs others' code, or on others' word, with rights of ours", () => {
    const known = ["push", "pull_request", "schedule", "workflow_dispatch"];
    expect(Object.keys(on).filter((trigger) => !known.includes(trigger))).toEqual([]);
  });

  it("puts nothing into a command that others can write", () => {
    for (const { run = "" } of Object.values(jobs).flatMap(({ steps }) => steps))
      expect(run).not.toContain("${{");
  });
});
