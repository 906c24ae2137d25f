import { describe, expect, it } from "@jest/globals";
import { defects } from "./defects.js";
import { judge } from "./judge.js";
import { play } from "./run-row.js";
import { groups, rows } from "./table.js";

/** `npm test` counts the tests under this name. */
describe("fault table", () => {
  describe.each(Object.entries(groups))("%s", (_, group) => {
    it.each(group.map((row) => [row.id, row] as const))("%s", async (_id, row) => {
      expect(judge(row, await play(row))).toEqual([]);
    });
  });
});

describe(`the table of ${rows.length} rows`, () => {
  it("has unique ids", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("hasn't lost rows", () => {
    expect(rows.length).toBeGreaterThanOrEqual(261);
  });
});

describe("a defect of the official clients", () => {
  it.each(defects)("%s: a row proves that Billkit doesn't have it", (name) => {
    expect(rows.some((row) => row.names?.includes(name))).toBe(true);
  });
});
