import { expect, it } from "@jest/globals";
import { readRepository } from "../testing/repository.js";
import { contractPairs } from "../compare/testing/cases.js";
import { rules } from "./rules.js";

it("docs/spec-changes.md lists every rule as the code rates it, with a case", () => {
  const rows = readRepository("docs/spec-changes.md")
    .split("\n")
    .filter((line) => /^\| `[a-z-]+`/.test(line) && !line.includes("[]"))
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
    .filter(([, id = ""]) => id.includes("-"))
    .map(([, id, level, , why, name]) => [id, level, why, name]);
  const cases = new Map(
    contractPairs().flatMap(({ name, expected }) =>
      expected.map((each) => [`${each} ${name.replace(/, reversed$/, "")}`, true] as const),
    ),
  );
  const table = Object.entries(rules).map(([id, { level, why }]) => {
    const name = rows.find(([each]) => each === id)?.[3] ?? "";
    const isCase = id === "code-breaks" || cases.has(`${level} ${id} ${name}`);
    return [id, level, why, isCase ? name : "a case that has this rule"];
  });
  expect(rows).toEqual(table);
});
