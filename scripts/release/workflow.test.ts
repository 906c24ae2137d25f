import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../common/json.js";

const root = path.resolve(__dirname, "../..");
const text = readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8");
const workflow = objectAt({ release: parse(text) as Json }, "release");
const jobs = objectAt(workflow, "jobs");
const job = (name: string): JsonObject => objectAt(jobs, name);
const steps = (name: string): JsonObject[] => listAt(job(name), "steps").filter(isObject);
const runs = (name: string): string[] =>
  steps(name).flatMap((step) => (step.run === undefined ? [] : [textAt(step, "run")]));

describe("release.yml", () => {
  it("runs after a merge, and on nothing that others can start", () => {
    expect(workflow.on).toEqual({ push: { branches: ["main"] } });
  });

  it.each([
    ["propose", { contents: "write", "pull-requests": "write", actions: "write" }],
    ["pack", { contents: "read" }],
    ["publish", { contents: "read", "id-token": "write" }],
    ["announce", { contents: "write" }],
  ])("gives the job %s what it needs, and no more", (name, permissions) => {
    expect(workflow.permissions).toEqual({});
    expect(job(name).permissions).toEqual(permissions);
    expect(Object.keys(jobs)).toHaveLength(4);
  });

  it("gives one job the identity that npm trusts, and there runs nothing but the project's own script", () => {
    expect(text.match(/id-token: write/g)).toHaveLength(1);
    expect(runs("publish")).toEqual(["npm run release:publish"]);
    expect(job("publish").environment).toBe("npm");
  });

  it.each(["publish.mjs", "announce.mjs", "npm.mjs", "packed.mjs"])(
    "%s needs nothing that is installed",
    (file) => {
      const source = readFileSync(path.join(__dirname, file), "utf8");
      const imports = [...source.matchAll(/from "([^"]+)"/g)].map(([, from = ""]) => from);
      expect(imports.filter((from) => !/^(node:|\.\/\w+\.mjs$)/.test(from))).toEqual([]);
      expect(imports).not.toEqual([]);
    },
  );

  it("publishes what has passed everything as it is, with provenance and without a kept token", () => {
    expect(runs("pack")).toEqual([".ci/run", "npm run release:pack"]);
    expect(steps("publish").at(-1)?.env).toEqual({ NPM_CONFIG_PROVENANCE: "true" });
    expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
  });

  it("goes on to pack only where something is to be published, and in order", () => {
    expect(job("pack").if).toBe("needs.propose.outputs.publish != ''");
    expect(["pack", "publish", "announce"].map((name) => job(name).needs)).toEqual([
      "propose",
      "pack",
      "publish",
    ]);
    expect(objectAt(job("propose"), "outputs")).toEqual({
      publish: "${{ steps.propose.outputs.publish }}",
    });
  });

  it.each(["pack", "publish", "announce"])("keeps no credentials in the checkout of %s", (name) => {
    expect(steps(name)[0]?.with).toEqual({ "persist-credentials": false });
  });
});
