import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { checkContract } from "./check.js";
import { readContract } from "./contract/read.js";
import { responseSchemas } from "./contract/sides.js";
import { errorClass } from "./view/errors.js";
import { coreValues } from "./core-exports.js";
import { compileErrors } from "./testing/compile.js";
import { brokenLinks, codeBlocks } from "./testing/markdown.js";
import { home } from "./testing/repository.js";
import { contractFile, findVendors, packageName } from "./vendors.js";

/** The committed pages against the committed contracts. */
describe.each(findVendors(home))("the pages of %s", (vendor) => {
  const pages = readPages(vendor);
  const file = contractFile(vendor);
  const { contract, service } = checkContract(readContract(path.join(home, file), file));
  const answered = responseSchemas(contract);
  const operations = service.tags.flatMap((tag) => tag.operations);

  it("have links that resolve, to pages and headings", () => {
    expect(pages.size).toBeGreaterThan(5);
    expect(brokenLinks(pages)).toEqual([]);
  });

  it("have examples that compile as they stand, one for each method", () => {
    const blocks = [...pages.values()].flatMap(codeBlocks);
    const programs = blocks.filter((block) => block.startsWith("import "));
    // The README's own beside them.
    expect(programs).toHaveLength(operations.length + 1);
    const entry = path.join(home, "packages", vendor, "src/generated/index.ts");
    expect(compileErrors(entry, packageName(home, vendor), programs)).toEqual([]);
    expect(
      compileErrors(entry, packageName(home, vendor), ["const wrong: number = '';"]),
    ).toHaveLength(1);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    "say all of %s",
    (id, operation) => {
      const page = pages.get(`docs/${operation.tag}Api.md`) ?? "";
      const section = page.split(/^## /m).find((part) => part.startsWith(`${id}\n`)) ?? "";
      const index = page.split(/^## /m)[0] ?? "";
      const address = `\`${operation.method} ${operation.path}\``;
      expect(index).toContain(`[\`${id}\`](#${id.toLowerCase()})`);
      expect(index).toContain(address);
      expect(pages.get("docs/README.md")).toContain(address);
      expect(section).toContain(address);
      // A vendor's reference has a name for each operation, or the contract tells of none.
      expect(operation.reference === undefined).toBe(operations[0]?.reference === undefined);
      expect(section).toContain(operation.reference ? `\`${operation.reference}\`` : "");
      for (const permission of operation.permissions)
        expect(section).toContain(`\`${permission}\``);
      for (const parameter of operation.parameters) {
        const row = new RegExp(
          `^\\| \`${escaped(parameter.name)}\` .*\\| ${parameter.in} .*\\| ${parameter.required ? "yes" : "no"} `,
          "m",
        );
        expect(section).toMatch(row);
      }
      for (const answer of operation.answers.filter(({ status }) => !status.startsWith("2"))) {
        expect(section).toMatch(
          new RegExp(`^\\| ${answer.status} +\\| \`${errorClass(answer.status)}\``, "m"),
        );
      }
      for (const part of ["Returns", "Authorization", "Request headers", "Errors", "Example"]) {
        expect(section).toContain(`### ${part}\n`);
      }
    },
  );

  it("have a page for each model with each field, its type, and whether it is always there", () => {
    for (const schema of service.schemas) {
      const page = pages.get(`docs/models/${schema.key}.md`);
      expect([schema.key, page === undefined]).toEqual([schema.key, false]);
      const required = schema.find("required")?.texts() ?? [];
      for (const property of schema.find("properties")?.entries() ?? []) {
        const there = answered.has(schema.object()) ? "always" : "required";
        const presence = required.includes(property.key) ? there : "optional";
        expect(page).toMatch(
          new RegExp(`^\\| \`${escaped(property.key)}\` +\\| \\S.* \\| ${presence} +\\| \\S`, "m"),
        );
        const type = property.find("type")?.value;
        const row =
          page?.split("\n").find((line) => line.startsWith(`| \`${property.key}\` `)) ?? "";
        expect([property.key, row.includes("\\| null")]).toEqual([
          property.key,
          Array.isArray(type) && type.includes("null"),
        ]);
      }
    }
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

/** As a regular expression that matches the text alone. */
function escaped(text: string): string {
  return text.replace(/[^\w\s]/g, "\\$&");
}

function readPages(vendor: string): Map<string, string> {
  const folder = path.join(home, "packages", vendor);
  const names = readdirSync(path.join(folder, "docs"), { recursive: true, encoding: "utf8" });
  const pages = names.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  return new Map(
    [...pages, "README.md"].map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}
