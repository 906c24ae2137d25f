import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { parse } from "yaml";
import { contractTargetsOf } from "./contract-targets.js";
import { contractWith, exclusionsOf, subjectOf } from "./exclusions.js";
import { readOptions } from "./options.js";
import { targetsOf } from "./targets.js";

const root = path.resolve(__dirname, "../..");
const vendors = readdirSync(path.join(root, "specs"), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const contractOf = (vendor: string): unknown =>
  parse(readFileSync(path.join(root, "specs", vendor, "openapi.yaml"), "utf8"));

function fuzz(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const command = ["--import", "tsx", "scripts/fuzz/main.ts", ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", env });
}

describe("npm run fuzz", () => {
  it.each([
    [["--examples", "0"], '--examples is "0"; allowed: a whole number from 1 to 100000'],
    [["--seed", "x"], '--seed is "x"; allowed: a whole number from 0 to 2147483647'],
    [["--slow"], "Unknown option '--slow'"],
  ])("refuses %j in one line", (args, problem) => {
    const { status, stdout, stderr } = fuzz(args);
    expect([status, stdout, stderr.split("\n").length]).toEqual([1, "", 2]);
    expect(stderr).toContain(`fuzz: ${problem}; usage: npm run fuzz`);
  });

  it("says in one line that there is no Python", () => {
    const { status, stdout, stderr } = fuzz([], { ...process.env, PATH: "/nowhere" });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toBe("fuzz: Python is needed: python3 is not there\n");
  });

  it.each([
    [[], 2000, []],
    [["--quick"], 100, []],
    [["deepgram", "--quick", "--examples", "7"], 7, ["deepgram"]],
  ])("makes as many requests as %j says", (args, examples, vendors) => {
    expect(readOptions(args)).toEqual({ vendors, examples, seed: 1, json: false });
  });
});

describe("what Schemathesis is told beyond a contract", () => {
  it.each(vendors)("has a reason each, and is needed: %s", (vendor) => {
    const exclusions = exclusionsOf({ vendor, isAlone: false });
    for (const exclusion of exclusions) {
      expect(exclusion.reason.length).toBeGreaterThan(20);
      expect(subjectOf(exclusion)).not.toBe("");
    }
    const contract = contractOf(vendor);
    const before = JSON.stringify(contract);
    expect(() => contractWith(contract, exclusions)).not.toThrow();
    expect(JSON.stringify(contract)).toBe(before);
  });

  it("changes formats and minimums, and nothing else", () => {
    const parameter = (schema: object) => ({
      parameters: [
        { name: "page", schema },
        { name: "other", schema: { type: "integer" } },
      ],
      at: { type: "string", format: "date" },
    });
    const page = { type: "integer", default: 1 };
    const minimum = { vendor: "some", reason: "", minimum: { parameter: "page", value: 1 } };
    const given = { ...parameter(page), self: { type: "string", format: "uri" } };
    expect(
      contractWith(given, [
        minimum,
        { vendor: "some", reason: "", format: { from: "uri", to: "uri-reference" } },
      ]),
    ).toEqual({
      ...parameter({ ...page, minimum: 1 }),
      self: { type: "string", format: "uri-reference" },
    });
  });

  it("is refused once it changes nothing", () => {
    const format = { from: "uri", to: "uri-reference" };
    expect(() => contractWith({}, [{ vendor: "some", reason: "", format }])).toThrow(
      "exclusions.yaml: format uri is checked as uri-reference changes nothing in some",
    );
  });
});

describe("where Schemathesis is led", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ clock: { now: () => Date.UTC(2026, 5, 20) } });
  });
  afterAll(() => sandbox.close());

  it("is let in everywhere, and knows ids for every path parameter", async () => {
    for (const { vendor, baseUrl, headers, ids } of await targetsOf(sandbox)) {
      const { paths } = contractOf(vendor) as { paths: Record<string, object> };
      for (const template of Object.keys(paths)) {
        const address = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          String(ids[name]?.[0] ?? ""),
        );
        const { status } = await fetch(baseUrl + address, { headers });
        // A report needs dates: 400, and not 401, 403 or 404.
        expect({ address, isIn: [200, 400].includes(status) }).toEqual({ address, isIn: true });
      }
    }
  });

  it("is let in where a vendor is served from its contract alone, as the contract has it", () => {
    const acme = {
      baseUrl: "http://127.0.0.1:1",
      credential: "key",
      arguments: { make: { account: 7, body: { name: "x" } }, read: { account: 7, since: "now" } },
    };
    const contractOf = (vendor: string) => ({
      info: { title: vendor },
      components: {
        securitySchemes: {
          Other: { type: "http" },
          Key: { "x-billkit-credential": { header: "X-Acme-Key", prefix: "Key " } },
        },
      },
    });
    const targets = contractTargetsOf({ own: sandbox.deepgram, acme }, contractOf);
    expect(targets).toEqual([
      {
        vendor: "acme",
        baseUrl: acme.baseUrl,
        headers: { "X-Acme-Key": "Key key" },
        ids: { account: [7], since: ["now"] },
        isAlone: true,
      },
    ]);
    expect(targets.flatMap(exclusionsOf).map(subjectOf)).toEqual(["check use_after_free is off"]);
    expect(contractTargetsOf({ acme }, () => ({}))).toMatchObject([{ headers: {} }]);
  });
});
