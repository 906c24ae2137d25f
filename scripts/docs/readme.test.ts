import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** The excerpt in the README: its parts, between lines of `⋮`. */
function excerpt(readme: string): string[] {
  const block = /<!-- output of npm start[^>]*-->\s*```text\n([^]*?)```/.exec(readme)?.[1] ?? "";
  return block.split(/^ *⋮\n/m).filter((part) => part.trim() !== "");
}

describe("the README", () => {
  // That the program prints this file, by fixed seed and clock, is held by the example's own tests.
  const printed = read("examples/test/golden/bills.txt");

  it("shows what npm start prints, in order and line by line", () => {
    const parts = excerpt(read("README.md"));
    expect(parts.length).toBeGreaterThan(1);
    let from = 0;
    for (const part of parts) {
      const at = `\n${printed}`.indexOf(`\n${part}`, from);
      expect({ part, found: at >= from }).toEqual({ part, found: true });
      from = at + part.length;
    }
  });

  it("names every package, with a link to its README", () => {
    const readme = read("README.md");
    for (const name of ["billkit", "core", "deepgram", "genesys-cloud", "sandbox"]) {
      expect(readme).toContain(`](packages/${name}/README.md)`);
    }
  });
});
