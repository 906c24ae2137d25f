import { expect, it } from "@jest/globals";
import { readRepository } from "../testing/repository.js";
import { rules } from "./rules.js";

it("docs/spec-changes.md lists every rule as the code rates it", () => {
  const rows = readRepository("docs/spec-changes.md")
    .split("\n")
    .filter((line) => /^\| `[a-z-]+`/.test(line) && !line.includes("[]"))
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
    .filter(([, id = ""]) => id.includes("-"))
    .map(([, id, level, , why]) => [id, level, why]);
  const table = Object.entries(rules).map(([id, { level, why }]) => [id, level, why]);
  expect(rows).toEqual(table);
});
