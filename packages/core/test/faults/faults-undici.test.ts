import { describe, expect, it } from "@jest/globals";
import { judge } from "./judge.js";
import { play } from "./run-row.js";
import { groups, rows } from "./table.js";
import { undiciExclusions } from "./undici-exclusions.js";

const isExcluded = ({ id }: { readonly id: string }): boolean => id in undiciExclusions;

describe("fault table with undiciLayer", () => {
  describe.each(Object.entries(groups))("%s", (_, group) => {
    const played = group.filter((row) => !isExcluded(row));
    it.each(played.map((row) => [row.id, row] as const))("%s", async (_id, row) => {
      expect(judge(row, await play(row, "undici"), "undici")).toEqual([]);
    });
  });
});

describe("a row that can't apply to undiciLayer", () => {
  it("is in the table", () => {
    const ids = rows.map(({ id }) => id);
    expect(Object.keys(undiciExclusions).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(rows.filter(isExcluded).map((row) => [row.id, row] as const))(
    "%s: fails with it",
    async (_id, row) => {
      expect(judge(row, await play(row, "undici"), "undici")).not.toEqual([]);
    },
  );
});
