import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { openStore, StoreError } from "../../src/collect/index.js";
import { openManifest } from "../../src/collect/directory/manifest.js";
import { toArray } from "../support/charge.js";
import { collectRows, june } from "./support/account.js";
import { testStore } from "./store-suite.js";

let folder = "";
const makeFolder = (): void => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-store-"));
};
const removeFolder = (): void => {
  rmSync(folder, { recursive: true });
};

testStore("directory", () => ({
  open() {
    makeFolder();
    return openStore(folder);
  },
  reopen: () => openStore(folder),
  forget(account) {
    rmSync(path.join(folder, "_accounts", `${account}.json`));
    return Promise.resolve();
  },
  end() {
    removeFolder();
    return Promise.resolve();
  },
}));

describe("a directory", () => {
  beforeEach(makeFolder);
  afterEach(removeFolder);
  const inFolder = (name: string): string => path.join(folder, name);
  const files = (): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();

  it("has a file per partition, and _names, which readers skip, for everything else", async () => {
    await collectRows(await openStore(folder), [june("a", "1"), june("b", "2", { view: "usage" })]);
    const [data, others] = [true, false].map((isData) =>
      files().filter((name) => name.endsWith(".parquet") === isData),
    );
    expect(data).toEqual([
      "vendor=acme/account=a-1/period=2026-06-01/costs.parquet",
      "vendor=acme/account=a-1/period=2026-06-01/usage.parquet",
    ]);
    expect(others?.filter((name) => !/(^|\/)_/.test(name))).toEqual([]);
  });

  it.each([
    ["a file", () => (writeFileSync(inFolder("x"), ""), inFolder("x")), "is a file"],
    [
      "a file in its path",
      () => (writeFileSync(inFolder("x"), ""), inFolder("x/y")),
      "is a file; choose a store",
    ],
    [
      "another directory",
      () => (writeFileSync(inFolder("report.docx"), ""), folder),
      "has other files, such as report.docx; choose a store, or a new or empty directory",
    ],
    [
      "another manifest",
      () => (writeFileSync(inFolder("_manifest.json"), "{}"), folder),
      "isn't a store's manifest",
    ],
    [
      "a broken manifest",
      () => (writeFileSync(inFolder("_manifest.json"), "{"), folder),
      "_manifest.json isn't JSON",
    ],
    ["an unknown scheme", () => "mysql://u:secret@host/db", "mysql: isn't a kind of store"],
    ["nothing", () => "", "The store's address is empty"],
  ])("rejects %s in one line and writes nothing", async (_, make, message) => {
    const address = make();
    const before = files();
    const error: unknown = await openStore(address).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain(message);
    expect(String(error)).not.toMatch(/\n|secret/);
    expect(files()).toEqual(before);
  });

  it("rejects a store of a newer version and leaves it unchanged", async () => {
    const manifest = '{"format":"billkit-store","schemaVersion":99}\n';
    writeFileSync(inFolder("_manifest.json"), manifest);
    await expect(openStore(folder)).rejects.toThrow(
      `${folder} has schema version 99; this program knows versions up to 1. Update @billkit/charges or @billkit/cli.`,
    );
    expect(readFileSync(inFolder("_manifest.json"), "utf8")).toBe(manifest);
  });

  it("migrates step by step from its version", async () => {
    await openManifest(folder);
    const steps: string[] = [];
    const step = (name: string) => (root: string) => {
      steps.push(`${name} ${path.basename(root)}`);
      return Promise.resolve();
    };
    await openManifest(folder, [step("to 2")]);
    await openManifest(folder, [step("to 2"), step("to 3")]);
    await openManifest(folder, [step("to 2"), step("to 3")]);
    const name = path.basename(folder);
    expect(steps).toEqual([`to 2 ${name}`, `to 3 ${name}`]);
    expect(readFileSync(inFolder("_manifest.json"), "utf8")).toContain('"schemaVersion":3');
  });

  const data = "vendor=acme/account=a-1/period=2026-06-01/costs.parquet";

  it("writes nothing if a part of a collection can't be written", async () => {
    const store = await openStore(folder);
    await collectRows(store, [june("a", "1")]);
    mkdirSync(inFolder("vendor=acme/account=b"), { recursive: true });
    writeFileSync(inFolder("vendor=acme/account=b/period=2026-06-01"), "in the way");
    const before = files();
    const rows = [june("a", "2"), june("b", "2", { accountId: "b" })];
    await expect(collectRows(store, rows)).rejects.toThrow(/can't be (read|written)/);
    expect(files()).toEqual(before);
    expect((await toArray(store.partitions())).map(({ totals }) => totals)).toMatchObject([
      [{ amount: "1" }],
    ]);
  });

  it("rejects a figure that doesn't fit in Parquet, and names it", async () => {
    const store = await openStore(folder);
    await expect(collectRows(store, [june("a", "0.1234567890123456789012345")])).rejects.toThrow(
      "Row a: amount is 0.1234567890123456789012345, which doesn't fit in DECIMAL(38,24).",
    );
    expect(files().filter((name) => name.startsWith("vendor="))).toEqual([]);
  });

  it("has each row once", async () => {
    const store = await openStore(folder);
    await collectRows(store, [june("row-of-june", "1")]);
    const [partition] = await toArray(store.partitions());
    expect(partition).not.toHaveProperty("rows");
    const parts = readFileSync(inFolder(data), "latin1").split("row-of-june");
    // The value, and its statistics: least and most.
    expect(parts.length - 1).toBeLessThanOrEqual(3);
  });

  it("repeats once a revision that a killed run had written", async () => {
    const store = await openStore(folder);
    await collectRows(store, [june("a", "1")]);
    const before = readFileSync(inFolder(data));
    await collectRows(store, [june("a", "2")]);
    // The revision was written, but the run was killed before it replaced the partition.
    writeFileSync(inFolder(data), before);
    expect(await collectRows(store, [june("a", "3")])).toMatchObject({ replaced: 1 });
    expect(await toArray(store.revisions())).toMatchObject([
      { revision: 1, amountBefore: "1", amountAfter: "3" },
    ]);
  });

  it("removes temporary files of runs killed long ago", async () => {
    const store = await openStore(folder);
    await collectRows(store, [june("a", "1")]);
    const [stale, fresh] = ["old", "new"].map((name) =>
      inFolder(path.join(path.dirname(data), `.costs.parquet.${name}.tmp`)),
    ) as [string, string];
    writeFileSync(stale, "");
    writeFileSync(fresh, "");
    const { utimesSync } = await import("node:fs");
    utimesSync(stale, 0, 0);
    await collectRows(store, [june("a", "2")]);
    expect([existsSync(stale), existsSync(fresh)]).toEqual([false, true]);
  });
});
