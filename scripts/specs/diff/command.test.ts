import { describe, expect, it } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../common/json.js";
import { fixturePath, sourcesOf } from "../testing/repository.js";
import { Workspace } from "../testing/workspace.js";
import { toYaml } from "../../common/yaml.js";
import { contract } from "../compare/testing/cases.js";
import { edited } from "../compare/testing/edit.js";

const deepgram = "specs/deepgram/openapi.yaml";
const dollars = "schema:BillingBreakdownResult/properties/dollars/type";

const workspace = Workspace.for("each test");

function save(name: string, document: JsonObject | string): string {
  const text = typeof document === "string" ? document : toYaml(document);
  writeFileSync(join(workspace.root, name), text);
  return name;
}

/** The line with the type of `dollars` in a contract of the workspace. */
function lineOf(file: string): number {
  const [before = ""] = workspace.read(file).split(/(?<=\n {8}dollars:\n)/);
  return before.split("\n").length;
}

describe("diff", () => {
  it("prints the worst first, in lines of 80 columns, and the level last", async () => {
    const edit = {
      set: { [dollars]: "string", "op:listBalances/deprecated": true, "/info/version": "1.0.1" },
    };
    const now = save("now.yaml", edited(contract("deepgram"), edit));
    const before = workspace.snapshot();
    expect(await workspace.run(["diff", deepgram, now])).toBe(0);
    expect(workspace.out).toEqual([
      "major",
      "- `dollars` in each of `results` of getBillingBreakdown was a number and is now",
      `  a string: code that adds it up breaks [response-type-changed, line ${lineOf(deepgram)} → ${lineOf(now)}]`,
      "",
      "minor",
      "- listBalances is now deprecated: editors strike through calls to it",
      expect.stringMatching(/^ {2}\[operation-deprecated, line \d+ → \d+\]$/),
      "",
      "patch",
      "- the version of the document was `1.0.0` and is now `1.0.1`: nothing generated",
      expect.stringMatching(/^ {2}shows it \[metadata-changed, line \d → \d\]$/),
      "",
      "level: major",
    ]);
    expect(Math.max(...workspace.out.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(workspace.snapshot()).toEqual(before);
  });

  it("prints only JSON with --json, and reads contracts in JSON", async () => {
    const now = edited(contract("deepgram"), { set: { [dollars]: "string" } });
    save("now.json", JSON.stringify(now));
    expect(await workspace.run(["diff", deepgram, "now.json", "--json"])).toBe(0);
    const pointer = "/components/schemas/BillingBreakdownResult/properties/dollars/type";
    expect(JSON.parse(workspace.out.join("\n"))).toEqual({
      level: "major",
      changes: [
        {
          level: "major",
          rule: "response-type-changed",
          location: { old: pointer, new: pointer },
          old: "number",
          new: "string",
          message:
            "`dollars` in each of `results` of getBillingBreakdown was a number and is now a string: code that adds it up breaks",
        },
      ],
    });
  });

  it("counts patches if there are many", async () => {
    const now = contract("genesys-cloud");
    for (const item of Object.values(now.paths as Record<string, JsonObject>))
      (item.get as JsonObject).summary = "Another.";
    const tags = (now.tags as JsonObject[]).map((tag) => ({ ...tag, description: "Another." }));
    now.tags = tags;
    (now.info as JsonObject).description = "Another.";
    save("now.yaml", now);
    await workspace.run(["diff", "specs/genesys-cloud/openapi.yaml", "now.yaml"]);
    expect(workspace.out).toEqual(["patch", "- 6 places of prose-changed", "", "level: patch"]);
  });

  it("wraps a name that is longer than a line, and escapes control characters", async () => {
    const name = `${"very".repeat(30)}\u001b[31m`;
    const set = { [`schema:Order/properties/${name}`]: { type: "string" } };
    save("now.json", JSON.stringify(edited(contract("deepgram"), { set })));
    await workspace.run(["diff", deepgram, "now.json"]);
    expect(workspace.out.join("")).not.toContain("\u001b");
    expect(Math.max(...workspace.out.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each<[string, () => string[], string | RegExp]>([
    ["one file", () => [deepgram], "diff takes two files, OLD and NEW (see --help)"],
    [
      "a published description without its vendor",
      () => [fixturePath("deepgram/openapi.2026-07-15.yml"), deepgram],
      /openapi\.2026-07-15\.yml: not a contract: it has no info\.x-billkit-class; for a published description name the vendor with --vendor NAME$/,
    ],
    [
      "a reference that leads nowhere",
      () => [
        deepgram,
        save("now.yaml", edited(contract("deepgram"), { remove: ["schema:Order"] })),
      ],
      /^now\.yaml:\d+: #\/\S+: "#\/components\/schemas\/Order" leads nowhere$/,
    ],
    [
      "the description of another vendor",
      () => [fixturePath("genesys-cloud/billing.swagger2.json"), deepgram, "--vendor", "deepgram"],
      /billing\.swagger2\.json: has none of the operations that specs\/deepgram\/vendor\.yaml names$/,
    ],
    [
      "one side alone",
      () => ["--vendor", "deepgram", "--old", deepgram],
      "--new is missing (see --help)",
    ],
  ])("%s: one line, exit 1", async (_, args, problem) => {
    expect(await workspace.run(["diff", ...args()])).toBe(1);
    expect(workspace.out).toEqual([]);
    expect(workspace.err).toEqual([
      typeof problem === "string" ? problem : expect.stringMatching(problem),
    ]);
  });

  it("merges a vendor's several files, on each side", async () => {
    const [billing = "", organizations = ""] = sourcesOf["genesys-cloud"] ?? [];
    const text = readFileSync(billing, "utf8");
    const description = JSON.parse(text) as { paths: Record<string, JsonObject> };
    const gone = "/api/v2/billing/trusteebillingoverview/{trustorOrgId}";
    expect(description.paths).toHaveProperty([gone]);
    Reflect.deleteProperty(description.paths, gone);
    const now = save("now.json", JSON.stringify(description));
    const args = ["diff", "--vendor", "genesys-cloud", "--old", billing, "--old", organizations];
    // In any order: operations that only the other file has aren't reported.
    expect(await workspace.run([...args, "--new", organizations, "--new", billing])).toBe(0);
    expect(workspace.out).toEqual(["level: none"]);
    const sides = [...args, "--new", now, "--new", organizations];
    expect(await workspace.run([...sides, "--json"])).toBe(0);
    const { changes } = JSON.parse(workspace.out.join("\n")) as { changes: { rule: string }[] };
    expect(changes.map(({ rule }) => rule)).toEqual([
      "operation-removed",
      ...["NamedEntity", "SubscriptionOverviewUsage", "TrusteeBillingOverview"].map(
        () => "type-removed",
      ),
    ]);
  });
});
