import { describe, expect, it } from "@jest/globals";
import { line, percent, scores, sum, type Report } from "./score.js";

const file = (...statuses: string[]): Report["files"][string] => ({
  mutants: statuses.map((status) => ({ status })),
});

describe("the scores of a mutation run", () => {
  it("count what was killed or ran out of time against what was not noticed", () => {
    const all = scores({
      files: {
        "src/b.ts": file("Killed", "Timeout", "Survived", "NoCoverage"),
        "src/a.ts": file("Killed", "Killed"),
        "src/types.ts": file(),
        "src/off.ts": file("Ignored", "RuntimeError"),
      },
    });
    expect(all).toEqual([
      { name: "src/b.ts", killed: 2, mutants: 4 },
      { name: "src/a.ts", killed: 2, mutants: 2 },
    ]);
    expect([...all, sum("both", all)].map(line)).toEqual([
      " 50.00 %        2 of 4  src/b.ts",
      "100.00 %        2 of 2  src/a.ts",
      " 66.67 %        4 of 6  both",
    ]);
  });

  it("are 0 where nothing was mutated", () => {
    expect(percent(sum("none", scores({ files: {} })))).toBe(0);
  });
});
