import { describe, expect, it } from "@jest/globals";
import { chart } from "./chart.js";
import { markdownTable } from "./format.js";
import { withTables } from "./readme.js";
import { subjects } from "./subjects.js";
import { aimsTable, figuresTable } from "./table.js";
import { made } from "./testing.js";

it("a table is laid out as Prettier does it", () => {
  const rows = [
    ["client", "ms"],
    ["`fetch`", "1"],
    ["-", "1,234"],
  ];
  expect(markdownTable(rows, 1)).toBe(
    [
      "| client  |    ms |",
      "| ------- | ----: |",
      "| `fetch` |     1 |",
      "| -       | 1,234 |",
    ].join("\n"),
  );
});

it("the table has a line a client, medians, and the spread of what varies", () => {
  const lines = figuresTable(
    made({
      "deepgram billkit importMs": [3, 1, 2],
      "deepgram billkit installedBytes": [812_345],
    }),
  ).split("\n");
  expect(lines).toHaveLength(subjects.length + 2);
  const line = lines.find((each) => each.includes("`@billkit/deepgram`"));
  expect(line?.split("|").map((cell) => cell.trim())).toEqual(
    expect.arrayContaining(["Deepgram", "2.00 (1.20 to 2.80)", "812"]),
  );
});

it("the aims that are missed say so", () => {
  const lines = aimsTable(made({ "deepgram billkit clientBundleBytes": [6_500] })).split("\n");
  const [bundle] = lines.filter((line) => line.startsWith("| Deepgram: bundle"));
  expect(bundle).toMatch(/at most 6\.00 kB, min\+gzip +\| 6\.50 +\| MISS \|$/);
});

describe("the README", () => {
  const begin = "<!-- bench: written by npm run bench -- --render -->";
  const end = "<!-- end of bench -->";

  it("is changed between its markers, and not again by the same results", () => {
    const once = withTables(`# A\n\n${begin}\n\nold\n\n${end}\n\nrest\n`, made());
    expect(once).toMatch(/^# A\n\n<!-- bench[^]*Some CPU, 2 cores[^]*\| Deepgram[^]*\n\nrest\n$/);
    expect(once).not.toContain("old");
    expect(withTables(once, made())).toBe(once);
  });

  it.each([`# A\n${begin}\n`, `# A\n${end}\n`, `${end}\n${begin}\n`])(
    "is refused without its markers: %j",
    (readme) => {
      expect(() => withTables(readme, made())).toThrow(/no lines "<!-- bench/);
    },
  );
});

describe("the chart", () => {
  const drawn = chart(made({ "deepgram billkit importMs": [20, 40, 60] }));

  it("names every client, ours in another colour, on light and on dark ground", () => {
    for (const { label } of subjects) expect(drawn).toContain(`>${label}</text>`);
    const [light = "", dark = ""] = drawn.split("prefers-color-scheme: dark");
    for (const style of [light, dark]) {
      expect(style).toMatch(/\.ground { fill: #\w{6}; }[^]*\.ours { fill: #\w{6}; }/);
    }
    expect(drawn).toContain('<rect class="ground" ');
    expect(drawn.match(/class="ours"/g)).toHaveLength(12);
  });

  it("draws bars as long as medians, and the spread", () => {
    const bars = [...drawn.matchAll(/class="(ours|other)" x="230" y="\d+" width="([\d.]+)"/g)];
    const widths = bars.map(([, kind, width]) => `${kind ?? ""} ${width ?? ""}`);
    expect(widths.slice(0, 5)).toEqual([
      "other 500",
      "other 500",
      "other 500",
      "other 500",
      "ours 200",
    ]);
    expect(drawn).toMatch(/class="spread" d="M\d+(\.\d)? \d+H\d+(\.\d)?"/);
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
  });
});
