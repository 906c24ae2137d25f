import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { noCurrency, rowsToCsv } from "@billkit/charges";
import Big from "big.js";
import { parseColumns } from "../src/bill/columns.js";
import { groupFileColumns } from "../src/bill/group-columns.js";
import { groupTotals } from "../src/bill/group.js";
import { makeCharge } from "./support/make-charge.js";
import { runCli } from "./support/run.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-groups-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const unpriced = makeCharge({ item: "seats" });
delete unpriced.amount;
const unknown = makeCharge({ item: "bots" });
delete unknown.amount;
delete unknown.currency;

it("writes groups as CSV: exact sums, and what each lacks", () => {
  const columns = parseColumns("vendor,item");
  const rows = [makeCharge({ amount: "0.1" }), makeCharge({ amount: "0.2" }), unpriced, unknown];
  const csv = rowsToCsv(groupTotals(rows, columns, {}), groupFileColumns(columns));
  expect(csv.split("\r\n")).toEqual([
    "vendor,item,amount,currency,complete,count,unpriced,open,computed",
    "deepgram,bots,,,false,1,1,0,0",
    "deepgram,seats,,USD,false,1,1,0,0",
    "deepgram,streaming::nova-3,0.3,USD,true,2,0,0,0",
    "",
  ]);
});

it("says in every group that it is a subtotal if an account failed", () => {
  const columns = parseColumns("vendor");
  const groups = groupTotals([makeCharge()], columns, { errors: [new Error("failed")] });
  expect(rowsToCsv(groups, groupFileColumns(columns))).toContain("deepgram,1.25,USD,false,1");
});

it("writes groups as Parquet", async () => {
  const file = path.join(folder, "by.parquet");
  const argv = ["bill", "--sandbox", "--vendor", "deepgram", "--by", "item"];
  const { code } = await runCli([...argv, "--format", "parquet", "--output", file]);
  expect(code).toBe(0);
  const text = readFileSync(file, "latin1");
  expect(text).toMatch(/^PAR1[^]*PAR1$/);
  expect(text).toContain("agent::standard");
  expect(text).toContain("complete");
});

it("has the same sums in CSV as in the bill's JSON", async () => {
  const file = path.join(folder, "by.csv");
  const argv = ["bill", "--sandbox", "--vendor", "genesys-cloud", "--by", "account-name"];
  const written = await runCli([...argv, "--format", "csv", "--output", file]);
  expect([written.code, written.stdout]).toEqual([0, ""]);
  const { stdout } = await runCli([...argv, "--format", "json"]);
  const { groups, totals } = JSON.parse(stdout) as {
    readonly groups: readonly { readonly amount: string; readonly currency: string }[];
    readonly totals: readonly { readonly amount: string; readonly currency: string }[];
  };
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(groups.length);
  for (const { currency, amount } of totals.filter((total) => total.currency !== noCurrency)) {
    const sum = lines
      .map((line) => line.split(","))
      .filter((cells) => cells[2] === currency && cells[1] !== "")
      .reduce((all, cells) => all.plus(cells[1] ?? "0"), new Big(0));
    expect(sum.toFixed()).toBe(amount);
  }
});
