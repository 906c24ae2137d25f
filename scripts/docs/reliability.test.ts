import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "../..");
const page = "docs/reliability.md";
const text = readFileSync(path.join(root, page), "utf8");

interface Holder {
  readonly title: string;
  readonly file: string;
}

/** Each promise of the page, with the tests beside it: `` [`title`](file) ``. */
const promises = text
  .split("\n")
  .map((line) => /^\| (.+?) +\| (.+?) +\|$/.exec(line))
  .flatMap((row) => (row && !/^(-+|Promise)$/.test(row[1] ?? "") ? [row] : []))
  .map(([, promise = "", held = ""]) => ({
    promise,
    holders: [...held.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)].map(
      ([, title = "", link = ""]): Holder => ({
        title,
        file: path.join(path.dirname(page), link),
      }),
    ),
  }));

/** As a title stands in the source: between quotes, or with them escaped. */
const holds = ({ title, file }: Holder): boolean =>
  existsSync(path.join(root, file)) && readFileSync(path.join(root, file), "utf8").includes(title);

describe(page, () => {
  it("makes promises", () => {
    expect(promises.length).toBeGreaterThan(25);
  });

  it.each(promises.map((each) => [each.promise, each.holders] as const))("%s", (_, holders) => {
    expect(holders).not.toEqual([]);
    expect(holders.filter((holder) => !holds(holder))).toEqual([]);
  });
});
