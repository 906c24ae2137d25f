import { expect, it } from "@jest/globals";
import { readRepository } from "../testing/repository.js";
import { ruleGroups, rules, rulesMarkdown } from "./rules.js";

/** Lines of tables, whatever their cells are padded to. */
function tableLines(markdown: string): string[] {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith("|") || line.startsWith("## "))
    .map((line) => line.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---").trim());
}

it("docs/spec-changes.md rates as the code does", () => {
  const page = readRepository("docs/spec-changes.md");
  const tables = page.slice(page.indexOf(`## ${Object.keys(ruleGroups)[0]}`));
  expect(tableLines(tables)).toEqual(tableLines(rulesMarkdown()));
});

it("no rule stands in two groups", () => {
  const ids = Object.values(ruleGroups).flatMap((group) => Object.keys(group));
  expect(ids).toHaveLength(Object.keys(rules).length);
});
