import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ConfigurationError } from "@billkit/core";
import type { Charge } from "@billkit/core/charges";
import { Deepgram } from "@billkit/deepgram";
import { deepgramCharges, deepgramChargesDefinition } from "@billkit/deepgram/charges";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { explain, recordEvidence, verify } from "../src/evidence/index.js";
import { edit, newFolder, now, period, record } from "./support/evidence.js";

const definitions = [deepgramChargesDefinition];
let sandbox: Sandbox<"deepgram">;
let folder = "";
let rows: Charge[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ vendors: ["deepgram"], clock: { now: () => now } });
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  folder = newFolder();
  const { baseUrl, apiKey } = sandbox.deepgram;
  const source = deepgramCharges(new Deepgram({ baseUrl, credential: apiKey }));
  rows = await record(folder, [source]);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A manifest's text, valid but for what is given. */
const manifestWith = (fields: object): string =>
  JSON.stringify({ version: 1, period, now, sources: [], bodies: [], ...fields });

describe("verify", () => {
  it("recomputes every row offline from the stored bodies", async () => {
    const nothing = { differences: [], failures: [], unverified: [] };
    expect(await verify(folder, definitions)).toEqual({ verified: rows.length, ...nothing });
  });

  it("accepts rows whose fields are in another order, as older versions wrote them", async () => {
    const evidenceFirst = ({ evidence: { pointer, ...origin }, ...row }: Charge): string =>
      `${JSON.stringify({ evidence: { pointer, ...origin }, ...row })}\n`;
    writeFileSync(path.join(folder, "charges.jsonl"), rows.map(evidenceFirst).join(""));
    const { verified, differences } = await verify(folder, definitions);
    expect([verified, differences]).toEqual([rows.length, []]);
  });

  it("names a row whose amount was changed by one digit", async () => {
    edit(folder, /("amount":"\d+)\.(\d)/, "$17.$2", "charges.jsonl");
    const { differences, verified } = await verify(folder, definitions);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ id: rows[0]?.id });
    expect(differences[0]?.problem).toMatch(
      /^amount is "\d+7\.\d+"; the kept bodies result in "\d/,
    );
    expect(verified).toBe(rows.length - 1);
  });

  it("names a changed body and its row", async () => {
    const file = edit(folder, /("dollars":\s*)(\d)/, "$19$2");
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
      failures: [],
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
    ["manifest.json", manifestWith({ failures: [{ vendor: "deepgram" }] })],
    ["manifest.json", manifestWith({ failures: [{ vendor: "a", message: "b", source: 0 }] })],
    ["manifest.json", manifestWith({ failures: [{ vendor: "a", message: "b", call: {} }] })],
    ["manifest.json", manifestWith({ bodies: [{ vendor: "a", operation: "b", sha256: "../c" }] })],
    ["manifest.json", manifestWith({ sources: [{ vendor: "a", contract: "b" }] })],
    [
      "manifest.json",
      manifestWith({ sources: [{ vendor: "a", contract: "b", options: {}, accounts: ["{"] }] }),
    ],
  ])("rejects %s with %s, naming the file", async (file, text) => {
    writeFileSync(path.join(folder, file), text);
    await expect(verify(folder, definitions)).rejects.toThrow(
      new RegExp(`${file}(:1)? isn't (JSON|a row of a bill|a manifest of this version)\\.$`),
    );
    await expect(explain("any", folder, definitions)).rejects.toThrow(path.join(folder, file));
  });

  it("never reads a file outside the folder", async () => {
    edit(folder, /"sha256":"[0-9a-f]+"/, '"sha256":"../../secret"', "charges.jsonl");
    const { lines, state } = await explain(rows[0]?.id ?? "", folder, definitions);
    expect(lines.join("\n")).toContain("(missing)");
    expect(state).toBe("different");
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

describe("recordEvidence", () => {
  const run = { sources: [], period, now };
  it.each<[string, () => string, string]>([
    ["a folder with evidence", () => folder, "isn't empty: it has "],
    ["a folder with other files", () => path.join(folder, "bodies"), "isn't empty: it has "],
    ["a folder without a name", () => "", "the folder's name is empty"],
  ])("refuses %s, and leaves it as it was", async (_, of, message) => {
    const before = readdirSync(folder, { recursive: true });
    await expect(recordEvidence(of(), run)).rejects.toThrow(message);
    await expect(recordEvidence(of(), run)).rejects.toBeInstanceOf(ConfigurationError);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it.each([["new"], ["new/within/another"], ["hidden"]])("takes the folder %s", async (name) => {
    const target = path.join(folder, name);
    mkdirSync(path.join(folder, "hidden/.git"), { recursive: true });
    const { finish } = await recordEvidence(target, run);
    await finish([]);
    expect((await verify(target, definitions)).differences).toEqual([]);
  });
});

describe("explain", () => {
  const explained = async (): Promise<{ text: string; state: string }> => {
    const { lines, state } = await explain(rows[0]?.id ?? "", folder, definitions);
    expect(lines).toHaveLength(10);
    return { text: lines.join("\n"), state };
  };

  it("traces a figure in ten lines", async () => {
    const [row] = rows;
    const { text, state } = await explained();
    expect(state).toBe("verified");
    expect(text).toContain(`${row?.amount ?? ""} USD (metered)`);
    expect(text).toContain("getBillingBreakdown");
    expect(text).toContain(`"dollars":${row?.amount ?? ""}`);
    expect(text).toContain("(unchanged)");
    expect(text).toMatch(/^formula {3}the vendor's own figure, as it was sent$/m);
    await expect(explain("deepgram-none", folder, definitions)).rejects.toThrow(
      "no charge deepgram-none",
    );
  });

  const bodyOf = (): string =>
    path.join(folder, "bodies", `${rows[0]?.evidence.sha256 ?? ""}.json`);
  it.each<[string, () => void, RegExp]>([
    [
      "an amount that was changed",
      () => edit(folder, /"amount":"/, '"amount":"9', "charges.jsonl"),
      /^DIFFERS {3}\S+: amount is "9\d+\.\d+"; the kept bodies result in "\d+\.\d+"$/m,
    ],
    [
      "an account's name that was changed",
      () => edit(folder, /"accountName":"/, '"accountName":"Not ', "charges.jsonl"),
      /^DIFFERS {3}\S+: accountName is "Not /m,
    ],
    [
      "a formula that was added",
      () =>
        edit(folder, /"contract":"([^"]+)"/, '"contract":"$1","formula":"1 × 1"', "charges.jsonl"),
      /^DIFFERS {3}\S+: evidence is /m,
    ],
    [
      "a vendor that was changed",
      () => edit(folder, /"vendor":"deepgram"/, '"vendor":"acme"', "charges.jsonl"),
      /^DIFFERS {3}\S+: doesn't follow from the kept bodies$/m,
    ],
    [
      "a changed body",
      () => {
        writeFileSync(bodyOf(), `${readFileSync(bodyOf(), "utf8")} `);
      },
      /\(CHANGED\)\n.*\nDIFFERS {3}\S+: nothing proves it: its body is CHANGED$/m,
    ],
    [
      "a missing body",
      () => {
        rmSync(bodyOf());
      },
      /\(missing\)\n.*\nDIFFERS {3}\S+: nothing proves it: its body is missing$/m,
    ],
    [
      "a changed list of accounts",
      () => edit(folder, /("project_id": ?")/, "$1x"),
      /^DIFFERS {3}\S+: doesn't follow from the kept bodies; bodies\/\w+\.json was changed/m,
    ],
  ])("vouches for nothing with %s", async (_, tamper, expected) => {
    tamper();
    const { text, state } = await explained();
    expect(state).toBe("different");
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/^formula/m);
  });

  it("doesn't vouch for a contract that it doesn't know", async () => {
    const { lines, state } = await explain(rows[0]?.id ?? "", folder, []);
    expect(state).toBe("unknown");
    expect(lines.at(-1)).toMatch(/^UNCHECKED no definition of deepgram@\S+ is known/);
  });
});
