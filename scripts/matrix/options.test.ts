import { describe, expect, it } from "@jest/globals";
import { readOptions } from "./options.js";
import { allRows } from "./rows/all.js";

const ids = (args: readonly string[]): string[] =>
  readOptions(args, allRows).rows.map(({ id }) => id);

describe("npm run matrix", () => {
  it("runs every row unless some are asked for", () => {
    expect(ids([])).toEqual(allRows.map(({ id }) => id));
    expect(ids(["bun", "node-22-esm"])).toEqual(["node-22-esm", "bun"]);
  });

  it("runs with --quick every runtime, and one compiler", () => {
    const left = allRows.map(({ id }) => id).filter((id) => !ids(["--quick"]).includes(id));
    expect(left).toHaveLength(10);
    expect(left.every((id) => /^typescript-5\.[5-9]-/.test(id))).toBe(true);
  });

  it.each([
    [["netscape"], "netscape is none of node-20-esm, node-20-cjs, "],
    [
      ["--quick", "typescript-5.9-bundler"],
      "none of typescript-5.9-bundler is a quick row; usage:",
    ],
    [["--fast"], "Unknown option '--fast'; usage: npm run matrix"],
  ])("refuses %j in one line", (args, problem) => {
    const read = () => readOptions(args, allRows);
    expect(read).toThrow(problem);
    expect(read).toThrow(/^[^\n]*$/);
  });
});
