import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { checkContract } from "./check.js";
import { readContract } from "./contract/read.js";
import { errorClass } from "./view/errors.js";
import { coreValues } from "./core-exports.js";
import { compileErrors } from "./testing/compile.js";
import { brokenLinks, codeBlocks } from "./testing/markdown.js";
import { home } from "./testing/repository.js";
import { contractFile, findVendors, packageName } from "./vendors.js";

/** Compares the committed pages with the committed contracts. */
describe.each(findVendors(home))("the pages of %s", (vendor) => {
  const pages = readPages(vendor);
  const file = contractFile(vendor);
  const { service } = checkContract(readContract(path.join(home, file), file));
  const operations = service.tags.flatMap((tag) => tag.operations);

  it("have links that resolve, to pages and headings", () => {
    expect(pages.size).toBeGreaterThan(5);
    expect(brokenLinks(pages)).toEqual([]);
  });

  it("have examples that compile unchanged, one for each method", () => {
    const blocks = [...pages.values()].flatMap(codeBlocks);
    const programs = blocks.filter((block) => block.startsWith("import "));
    // The README's own in addition.
    expect(programs).toHaveLength(operations.length + 1);
    const entry = path.join(home, "packages", vendor, "src/generated/index.ts");
    expect(compileErrors(entry, packageName(home, vendor), programs)).toEqual([]);
  });
});

it("statuses name error classes that the packages export", () => {
  const classes = ["400", "401", "403", "404", "408", "409", "429", "500", "5XX", "default"].map(
    errorClass,
  );
  expect(classes.filter((name) => !(coreValues as readonly string[]).includes(name))).toEqual([]);
  expect(errorClass("503")).toBe("ServerError");
  expect(errorClass("418")).toBe("ApiError");
});

function readPages(vendor: string): Map<string, string> {
  const folder = path.join(home, "packages", vendor);
  const names = readdirSync(path.join(folder, "docs"), { recursive: true, encoding: "utf8" });
  const pages = names.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  return new Map(
    [...pages, "README.md"].map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}
