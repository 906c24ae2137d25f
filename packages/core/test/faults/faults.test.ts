import { describe, expect, it } from "@jest/globals";
import { defects } from "./defects.js";
import { judge } from "./judge.js";
import { play } from "./run-row.js";
import { groups, rows } from "./table.js";

/** `npm test` counts what stands under this name. */
describe("fault table", () => {
  describe.each(Object.entries(groups))("%s", (_, group) => {
    it.each(group.map((row) => [row.id, row] as const))("%s", async (_id, row) => {
      expect(judge(row, await play(row))).toEqual([]);
    });
  });
});

describe(`the table of ${rows.length} rows`, () => {
  it("names each row once", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("has no fewer rows than it had", () => {
    expect(rows.length).toBeGreaterThanOrEqual(261);
  });
});

describe("a defect of the official clients", () => {
  it.each(defects)("%s: a row shows its absence", (name) => {
    expect(rows.some((row) => row.names?.includes(name))).toBe(true);
  });
});
