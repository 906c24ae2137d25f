import { readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { pageWithTable, vendorsPage } from "./vendor-table.js";

it("the page on vendors has the table of their contracts", () => {
  expect(readFileSync(vendorsPage, "utf8")).toBe(pageWithTable());
});
