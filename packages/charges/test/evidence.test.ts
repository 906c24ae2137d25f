import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/core/charges";
import { Deepgram } from "@billkit/deepgram";
import { deepgramCharges, deepgramChargesDefinition } from "@billkit/deepgram/charges";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { explain, recordEvidence, verify } from "../src/evidence/index.js";
import { charges, parsePeriod } from "../src/index.js";
import { toArray } from "./support/charge.js";

const now = Date.UTC(2026, 6, 15, 12);
const definitions = [deepgramChargesDefinition];
let sandbox: Sandbox<"deepgram">;
let folder = "";
let rows: Charge[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ vendors: ["deepgram"], clock: { now: () => now } });
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "billkit-evidence-"));
  const { baseUrl, apiKey } = sandbox.deepgram;
  const sources = [deepgramCharges(new Deepgram({ baseUrl, credential: apiKey }))];
  const run = { sources, period: parsePeriod("2026-06"), now };
  const { onBody, finish } = await recordEvidence(folder, run);
  rows = await toArray(charges(sources, { period: run.period, now: () => now, onBody }));
  await finish(rows);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Replaces a text once, in the first file of the folder that contains it. */
function edit(pattern: RegExp, replacement: string, file = "bodies"): string {
  const names =
    file === "bodies"
      ? readdirSync(path.join(folder, file)).map((name) => `bodies/${name}`)
      : [file];
  for (const name of names) {
    const text = readFileSync(path.join(folder, name), "utf8");
    if (!pattern.test(text)) continue;
    writeFileSync(path.join(folder, name), text.replace(pattern, replacement));
    return name;
  }
  throw new Error("nothing to edit");
}

describe("verify", () => {
  it("recomputes every row offline from the stored bodies", async () => {
    expect(await verify(folder, definitions)).toEqual({
      verified: rows.length,
      differences: [],
      unverified: [],
    });
  });

  it("names a row whose amount was changed by one digit", async () => {
    edit(/("amount":"\d+)\.(\d)/, "$17.$2", "charges.jsonl");
    const { differences, verified } = await verify(folder, definitions);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ id: rows[0]?.id });
    expect(differences[0]?.problem).toMatch(
      /^amount is "\d+7\.\d+"; the kept bodies result in "\d/,
    );
    expect(verified).toBe(rows.length - 1);
  });

  it("names a changed body and its row", async () => {
    const file = edit(/("dollars":\s*)(\d)/, "$19$2");
    const { differences } = await verify(folder, definitions);
    expect(differences.map(({ id }) => id)).toContain(file);
    expect(differences.some(({ problem }) => problem.startsWith("amount is"))).toBe(true);
  });

  it("names rows that were added or removed", async () => {
    const [first = "", ...rest] = readFileSync(path.join(folder, "charges.jsonl"), "utf8").split(
      "\n",
    );
    const added = first.replace(/"id":"[^"]*"/, '"id":"deepgram-added"');
    writeFileSync(path.join(folder, "charges.jsonl"), [added, ...rest].join("\n"));
    const { differences } = await verify(folder, definitions);
    expect(differences).toEqual([
      { id: "deepgram-added", problem: "doesn't follow from the kept bodies" },
      { id: rows[0]?.id, problem: "is missing from charges.jsonl" },
    ]);
  });

  it("names a row that was added for another vendor", async () => {
    const file = path.join(folder, "charges.jsonl");
    const text = readFileSync(file, "utf8");
    const [first = ""] = text.split("\n");
    writeFileSync(file, `${text}${first.replace('"vendor":"deepgram"', '"vendor":"acme"')}\n`);
    expect(await verify(folder, definitions)).toEqual({
      verified: rows.length,
      differences: [{ id: rows[0]?.id, problem: "is of acme, which wasn't read" }],
      unverified: [],
    });
  });

  it("names vendors whose rows it can't recompute", async () => {
    const { unverified } = await verify(folder, []);
    expect(unverified).toEqual([`deepgram (${deepgramChargesDefinition.contract})`]);
  });

  it.each([
    ["charges.jsonl", "null"],
    ["charges.jsonl", '{"id":1}'],
    ["charges.jsonl", '{"id":"a","vendor":"deepgram","evidence":null}'],
    ["charges.jsonl", "{"],
    ["manifest.json", "[]"],
    [
      "manifest.json",
      '{"version":1,"period":{"start":"x","end":"y"},"now":1,"sources":[],"bodies":[]}',
    ],
    ["manifest.json", '{"version":1,"sources":[null],"bodies":[]}'],
  ])("rejects %s with %s, naming the file", async (file, text) => {
    writeFileSync(path.join(folder, file), text);
    await expect(verify(folder, definitions)).rejects.toThrow(
      new RegExp(`${file}(:1)? isn't (JSON|a row of a bill|a manifest of this version)\\.$`),
    );
    await expect(explain("any", folder)).rejects.toThrow(path.join(folder, file));
  });

  it("never reads a file outside the folder", async () => {
    edit(/"sha256":"[0-9a-f]+"/, '"sha256":"../../secret"', "charges.jsonl");
    const lines = await explain(rows[0]?.id ?? "", folder);
    expect(lines.join("\n")).toContain("(missing)");
  });

  it("rejects a folder without evidence", async () => {
    await expect(verify(path.join(folder, "bodies"), definitions)).rejects.toThrow(
      "manifest.json can't be read",
    );
  });
});

it("stores no credential", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"));
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.some((text) => text.includes(sandbox.deepgram.apiKey))).toBe(false);
});

it("writes no evidence to a folder with other files", async () => {
  const run = { sources: [], period: parsePeriod("2026-06"), now };
  await expect(recordEvidence(path.join(folder, "bodies"), run)).rejects.toThrow("other files");
});

it("explains a figure in ten lines", async () => {
  const [row] = rows;
  const lines = await explain(row?.id ?? "", folder);
  expect(lines).toHaveLength(10);
  const text = lines.join("\n");
  expect(text).toContain(`${row?.amount ?? ""} USD (metered)`);
  expect(text).toContain("getBillingBreakdown");
  expect(text).toContain(`"dollars":${row?.amount ?? ""}`);
  expect(text).toContain("(unchanged)");
  await expect(explain("deepgram-none", folder)).rejects.toThrow("no charge deepgram-none");
});
