import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkContract } from "../generate/check.js";
import { readContract } from "../generate/contract/read.js";
import { repository } from "./testing/repository.js";
import { addAcme, type Row, VALID } from "./testing/untrusted/acme.js";
import { claims, names, values } from "./testing/untrusted/names.js";
import { calls } from "./testing/untrusted/calls.js";
import { references } from "./testing/untrusted/references.js";
import { texts } from "./testing/untrusted/texts.js";
import { Workspace } from "./testing/workspace.js";

const WRITTEN = ["extract.yaml", "names.yaml", "openapi.yaml", "provenance.json"];
const everyObjectHas = Object.getOwnPropertyNames(Object.prototype);

const workspace = Workspace.for("all tests");
beforeEach(() => {
  addAcme(workspace);
});
afterEach(() => {
  for (const file of WRITTEN) rmSync(join(workspace.root, "specs/acme", file), { force: true });
  rmSync(join(workspace.root, "given"), { recursive: true, force: true });
});

/** @returns the path of the description */
function publish({ description, file, beside = {} }: Row): string {
  const isText = typeof description === "string" || Buffer.isBuffer(description);
  const content = isText ? description : JSON.stringify(description);
  const name = file ?? (content.slice(0, 1).toString() === "{" ? "acme.json" : "acme.yaml");
  mkdirSync(join(workspace.root, "given"), { recursive: true });
  for (const [other, text] of [...Object.entries(beside), [name, content] as const])
    writeFileSync(join(workspace.root, "given", other), text);
  return join(workspace.root, "given", name);
}

/** Each message is one short line, whatever it quotes. */
function expectLines(lines: readonly string[], errors: readonly RegExp[]): void {
  expect(lines).toEqual(errors.map((line) => expect.stringMatching(line)));
  for (const line of lines) {
    expect(line.length).toBeLessThan(2_000);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s+at |Error:/u);
  }
}

async function expectOutcome(row: Row): Promise<void> {
  const before = workspace.snapshot();
  const code = await workspace.run(["sync", "acme", "--from", publish(row)]);
  expectLines(workspace.err, row.errors ?? []);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(everyObjectHas);
  if (row.errors) {
    expect([code, workspace.out]).toEqual([1, []]);
    expect(workspace.snapshot()).toEqual(before);
    return;
  }
  expect(code).toBe(0);
  expectLines(workspace.out, [/^acme: 1 operations; .* written$/, ...(row.notices ?? [])]);
  const contract = "specs/acme/openapi.yaml";
  expect(() => checkContract(readContract(join(workspace.root, contract), contract))).not.toThrow();
  if (row.without) expect(workspace.read(contract)).not.toMatch(row.without);
}

it("a valid description is accepted", async () => {
  await expectOutcome({ what: "valid", description: VALID });
});

describe.each([
  ["text", texts],
  ["reference", references],
  ["claim", claims],
  ["name", names],
  ["value", values],
])("a hostile %s", (_, rows) => {
  it.each(rows.map((row) => [row.what, row] as const))("%s", (_what, row) => expectOutcome(row));
});

describe("a hostile call", () => {
  it.each(calls.map((call) => [call.what, call] as const))("%s", async (_, call) => {
    const args = call.prepare(workspace);
    const before = workspace.snapshot();
    expect(await workspace.run(args, undefined, call.fetch)).toBe(1);
    expectLines(workspace.err, call.errors);
    expect(workspace.out).toEqual([]);
    expect(workspace.snapshot()).toEqual(before);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(everyObjectHas);
  });
});

describe("in 512 MB of memory", () => {
  const heavy = [...texts, ...references].filter(({ what }) =>
    /bomb|multiply|enum of|thousands of nodes/.test(what),
  );

  it.each(heavy.map((row) => [row.what, row] as const))("%s", (_, row) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        "--max-old-space-size=512",
        ...["--import", pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href],
        join(repository, "scripts/specs/main.ts"),
        ...["sync", "acme", "--from", publish(row)],
      ],
      { cwd: workspace.root, encoding: "utf8" },
    );
    expectLines(stderr.trimEnd().split("\n"), row.errors ?? []);
    expect(status).toBe(1);
  });
});
