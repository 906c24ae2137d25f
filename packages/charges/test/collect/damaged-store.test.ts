import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { openStore, StoreError, type Store } from "../../src/collect/index.js";
import { toArray } from "../support/charge.js";
import { collectRows, june, now } from "./support/account.js";

let folder = "";
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-damaged-"));
  store = await openStore(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const partition = "vendor=acme/account=a-1/period=2026-06-01";
const data = `${partition}/costs.parquet`;
const revisions = `${partition}/_costs.revisions.jsonl`;
const account = "_accounts/acme.json";
const restoreIt = "; restore it from a backup.";
const removeIt = "; restore it from a backup, or remove it and collect again.";
const inFolder = (name: string): string => path.join(folder, name);

/** Overwrites the rows of a Parquet file, and leaves what follows, which describes them. */
function damageRows(bytes: Buffer): Buffer {
  const footerAt = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  return Buffer.from(bytes).fill(0xff, 4, footerAt);
}

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

describe("a damaged file", () => {
  it.each<[string, string, string | ((bytes: Buffer) => Buffer), string]>([
    ["a partition that isn't Parquet", data, "text", "isn't a whole Parquet file; remove it and"],
    ["half a partition", data, half, "isn't a whole Parquet file; remove it and collect again."],
    ["half an account", account, half, `isn't JSON${restoreIt}`],
    ["an empty account", account, "", `isn't JSON${restoreIt}`],
    ["another account", account, "{}", `isn't an account's state${restoreIt}`],
    ["no account", account, "null", `isn't an account's state${restoreIt}`],
    ["no keys", account, `{"partitions":[null]}`, `isn't an account's state${restoreIt}`],
    ["no run", account, `{"partitions":[],"run":null}`, `isn't an account's state${restoreIt}`],
    ["half a revision", revisions, half, `isn't JSON${removeIt}`],
    ["no revision", revisions, "null", `isn't a list of revisions${removeIt}`],
    ["other revisions", revisions, `{"revision":"1"}`, `isn't a list of revisions${removeIt}`],
  ])("fails only its account: %s", async (_, name, damage, message) => {
    for (const amount of ["1", "2"]) await collectRows(store, [june("a", amount)]);
    const file = inFolder(name);
    writeFileSync(file, typeof damage === "string" ? damage : damage(readFileSync(file)));
    const failed = collectRows(store, [june("a", "3")]);
    await expect(failed).rejects.toThrow(StoreError);
    await expect(failed).rejects.toMatchObject({
      affects: "account",
      message: expect.stringContaining(`${file} ${message}`) as unknown,
    });
    const other = [june("b", "1", { accountId: "a-2" })];
    expect(await collectRows(store, other, { name: "other" })).toMatchObject({ added: 1 });
    rmSync(file);
    expect(await collectRows(store, [june("a", "3")])).toMatchObject({ rows: 1, outdated: 0 });
  });

  it("is named if its rows are damaged, but not what is known of them", async () => {
    await collectRows(store, [june("a", "1")]);
    writeFileSync(inFolder(data), damageRows(readFileSync(inFolder(data))));
    const message = `${inFolder(data)} isn't a whole Parquet file; remove it and collect again.`;
    await expect(toArray(store.charges())).rejects.toThrow(message);
    const onChange = (): Promise<void> => Promise.resolve();
    await expect(collectRows(store, [june("a", "2")], { onChange })).rejects.toThrow(message);
    expect(await collectRows(store, [june("a", "2")])).toMatchObject({ replaced: 1 });
  });

  it.each([
    ["null", "isn't a partition"],
    ["{}", "isn't a partition"],
    ["{", "isn't JSON"],
  ])("is named if what is known of its rows is %s", async (text, problem) => {
    const { rowsToParquet } = await import("../../src/index.js");
    await collectRows(store, [june("a", "1")]);
    const column = { name: "id", type: "text", value: () => "a" } as const;
    const metadata = { billkit: text };
    writeFileSync(inFolder(data), await rowsToParquet([{}], [column], { metadata }));
    const message = `${inFolder(data)} ${problem}${removeIt}`;
    await expect(toArray(store.partitions())).rejects.toThrow(message);
    await expect(collectRows(store, [june("a", "2")])).rejects.toThrow(message);
  });

  it.each([
    ["text", "isn't a whole gzip file"],
    [gzipSync("null"), "isn't a list of bodies"],
    [gzipSync("{"), "isn't JSON"],
  ])("is named if it is evidence", async (damage, problem) => {
    await collectRows(store, [june("a", "1")]);
    const [name = ""] = readdirSync(inFolder(partition)).filter((each) => each.endsWith(".gz"));
    writeFileSync(inFolder(path.join(partition, name)), damage);
    await expect(store.body(june("a", "1"), "0")).rejects.toThrow(`${name} ${problem}${restoreIt}`);
  });

  it.each([
    ["null", "isn't a round"],
    ["{}", "isn't a round"],
    ['{"id":"x","startedAt":"noon","period":{"start":"","end":""}}', "isn't a round"],
    ["", "isn't JSON"],
  ])("is named if it is the round: %j", async (text, problem) => {
    const file = inFolder("_round.json");
    writeFileSync(file, text);
    const period = { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" };
    const message = `${file} ${problem}${removeIt}`;
    await expect(store.beginRound(period, now)).rejects.toThrow(message);
    await expect(store.endRound("x")).rejects.toThrow(message);
    rmSync(file);
    expect(await store.beginRound(period, now)).toMatchObject({ isResumed: false });
  });
});
