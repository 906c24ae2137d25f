import { expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Outcome } from "./row.js";
import { allRows } from "./rows/all.js";
import { verdict } from "./verdict.js";

const outcome = (id: string, result: Outcome["result"]): Outcome => ({
  id,
  name: `row ${id}`,
  version: undefined,
  result,
  seconds: 0,
  detail: undefined,
});

it.each<[Outcome["result"], string[], string[]]>([
  ["ok", [], []],
  ["failed", [], ["row a failed"]],
  ["failed", ["a"], ["row a failed"]],
  ["not run", [], ["row a has to run"]],
  ["not run", ["b"], ["row a has to run"]],
  ["not run", ["a"], []],
])("a row that is %s, with %j on the list, leaves %j", (result, list, problems) => {
  expect(verdict([outcome("a", result), outcome("b", "ok")], list)).toEqual(problems);
});

it("lists only rows that there are", () => {
  const list = readFileSync(path.join(__dirname, "may-not-run.json"), "utf8");
  const mayNotRun = JSON.parse(list) as object;
  expect(allRows.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(mayNotRun)));
});
