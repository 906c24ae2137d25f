import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { compareVendor, writeDifferences, writeOutput } from "./places.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "billkit-places-"));
  const folder = path.join(root, "packages/acme");
  mkdirSync(path.join(folder, "docs"), { recursive: true });
  writeOutput(folder, new Map(["docs/A.md", "docs/B.md"].map((name) => [name, name])));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const docs = (): string[] => readdirSync(path.join(root, "packages/acme/docs")).sort();

it("replaces symlinks among the generated files, not their targets", async () => {
  const outside = path.join(root, "outside.md");
  writeFileSync(outside, "docs/A.md");
  symlinkSync(outside, path.join(root, "packages/acme/docs/A.md"));
  symlinkSync(outside, path.join(root, "packages/acme/docs/Stray.md"));
  const differences = compareVendor(root, "acme");
  expect(differences.map(({ file, kind }) => [file, kind])).toEqual([
    ["packages/acme/docs/A.md", "differs"],
    ["packages/acme/docs/B.md", "missing"],
    ["packages/acme/docs/Stray.md", "no longer generated"],
  ]);
  await writeDifferences(root, differences);
  expect(docs()).toEqual(["A.md", "B.md"]);
  expect(compareVendor(root, "acme")).toEqual([]);
  expect(readdirSync(root)).toContain("outside.md");
});

it("rejects a folder in place of a file and writes nothing", async () => {
  mkdirSync(path.join(root, "packages/acme/docs/B.md"));
  await expect(writeDifferences(root, compareVendor(root, "acme"))).rejects.toThrow(
    /^packages\/acme\/docs\/B\.md is a folder in the place of a generated file; remove it$/,
  );
  expect(docs()).toEqual(["B.md"]);
});

it("rejects a folder that is a symlink out of the repository and writes nothing", async () => {
  const outside = mkdtempSync(path.join(tmpdir(), "billkit-outside-"));
  try {
    rmSync(path.join(root, "packages/acme/docs"), { recursive: true });
    symlinkSync(outside, path.join(root, "packages/acme/docs"));
    await expect(writeDifferences(root, compareVendor(root, "acme"))).rejects.toThrow(
      /cannot be written: it is not in /,
    );
    expect(readdirSync(outside)).toEqual([]);
  } finally {
    rmSync(outside, { recursive: true });
  }
});
