import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openStore, StoreError, type Store } from "../../src/collect/index.js";
import { toArray } from "../support/charge.js";
import { amounts, collectRows, june, now } from "./support/account.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-full-"));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Each write from the given one on fails as on a full disk. Returns the number of writes so far. */
async function fillDisk(from: number): Promise<() => number> {
  const handle = await open(folder);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const writeFile: FileHandle["writeFile"] = Reflect.get(prototype, "writeFile");
  let writes = 0;
  jest.spyOn(prototype, "writeFile").mockImplementation(async function (
    this: FileHandle,
    ...[data, options]: Parameters<FileHandle["writeFile"]>
  ) {
    writes += 1;
    if (writes < from) return writeFile.call(this, data, options);
    // A part of it still fits.
    await writeFile.call(this, data.slice(0, 1), options);
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  });
  return () => writes;
}

const temporaryFiles = (): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".tmp"));

const before = [june("a", "1"), june("u", "9", { view: "usage" })];
const after = [june("a", "2"), june("b", "3", { accountId: "a-2" })];
/** The second collection changes one partition, adds one and removes one. */
const change = (store: Store) => collectRows(store, after, { now: () => now + 1 });

async function writesOf(run: () => Promise<unknown>): Promise<number> {
  const count = await fillDisk(Infinity);
  await run();
  jest.restoreAllMocks();
  return count();
}

describe("a full disk", () => {
  it("is reported in one line when the store is created, and leaves nothing", async () => {
    await fillDisk(1);
    await expect(openStore(folder)).rejects.toThrow(
      `${path.join(folder, "_manifest.json")} can't be written: the disk is full.`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leaves each partition as it was or whole, at whichever write it is full", async () => {
    const whole = await openStore(path.join(folder, "whole"));
    await collectRows(whole, before);
    const writes = await writesOf(() => change(whole));
    expect(writes).toBeGreaterThan(3);
    for (let at = 1; at <= writes; at++) {
      const store = await openStore(path.join(folder, String(at)));
      await collectRows(store, before);
      await fillDisk(at);
      const error: unknown = await change(store).catch((caught: unknown) => caught);
      jest.restoreAllMocks();
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).toMatch(/^StoreError: \S+ can't be written: the disk is full\.$/);
      expect(error).toMatchObject({ affects: "store" });
      expect(temporaryFiles()).toEqual([]);
      // Only the account's own state is written after the partitions.
      const expected = at < writes ? ["a 1", "u 9"] : ["a 2", "b 3"];
      expect(await amounts(store)).toEqual(expected);
      // Space again: the result is the same as on a disk that was never full.
      await change(store);
      expect(await amounts(store)).toEqual(await amounts(whole));
      expect((await toArray(store.revisions())).length).toBe(2);
    }
  });
});
