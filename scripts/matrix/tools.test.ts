import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import path from "node:path";
import { allRows } from "./rows/all.js";

const { dependencies, optionalDependencies } = JSON.parse(
  readFileSync(path.join(__dirname, "tools/package.json"), "utf8"),
) as Record<"dependencies" | "optionalDependencies", Record<string, string>>;

/** Tools that are there in several versions, by the name that says which. */
const named = Object.entries({ ...dependencies, ...optionalDependencies })
  .map(([name, version]) => ({ name, line: /-(\d[\d.]*)/.exec(name)?.[1], version }))
  .filter(({ line }) => line !== undefined);

const ids = allRows.map(({ id }) => id);

describe("a tool of the matrix that is there in several versions", () => {
  it.each(named)("$name is of the version that it is named after", ({ line = "", version }) => {
    expect(version).toMatch(new RegExp(`^npm:[a-z0-9-]+@${line.replace(".", "\\.")}\\.`));
  });

  it.each(named)("$name has its rows", ({ name }) => {
    const own = ids.filter((id) => id.startsWith(`${name.replace("-linux-x64", "")}-`));
    expect(own).toHaveLength(2);
  });

  it("is all that the rows ask for", () => {
    const rows = ids.filter((id) => /^(node|typescript)-/.test(id));
    expect(rows).toHaveLength(2 * named.length);
  });
});
