import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { home } from "./testing/repository.js";
import { vendorsPage, vendorsText } from "./vendor-table.js";
import { findVendors } from "./vendors.js";

it("the page on vendors has the table of their contracts", () => {
  const page = readFileSync(path.join(home, vendorsPage), "utf8");
  expect(page).toBe(vendorsText(home, findVendors(home)));
});
