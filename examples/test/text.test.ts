import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { styleFor } from "../src/bills/style.js";
import { table } from "../src/bills/table.js";
import { harmless, pad, shorten, widthOf, wrap } from "../src/bills/text.js";

/** Any text, with what terminals take amiss and what is drawn wide among it. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom("a", "-", " ", "漢", "🇩🇪", "👩‍👩‍👧", "é", "\u001b[31m", "\u202e", "\n", "ｶﾞ"),
    )
    .map((all) => all.join("")),
);

describe("text", () => {
  it.each([
    ["plain", "plain", 5],
    ["\u001b[2J", "�[2J", 4],
    ["a\r\nb\tc", "a��b�c", 6],
    ["\u009b31m", "�31m", 4],
    ["\u202eabc\u2066", "�abc�", 5],
    ["a\u2028b", "a�b", 3],
    ["\ud800", "�", 1],
    ["漢字", "漢字", 4],
    ["ﾊﾝｶｸ", "ﾊﾝｶｸ", 4],
    ["Ａ", "Ａ", 2],
    ["e\u0301", "e\u0301", 1],
    ["👩‍👩‍👧", "👩‍👩‍👧", 2],
    ["🇩🇪", "🇩🇪", 2],
    ["한국", "한국", 4],
  ])("makes %j harmless, and knows its width", (given, shown, width) => {
    expect(harmless(given)).toBe(shown);
    expect(widthOf(shown)).toBe(width);
  });

  it.each([
    ["wide characters", "漢".repeat(2 ** 20), `${"漢".repeat(1000)}…`, 2001],
    ["pairs", "👩".repeat(501), `${"👩".repeat(500)}…`, 1001],
    ["a pair at the cut", `a${"👩".repeat(500)}`, `a${"👩".repeat(499)}�…`, 1001],
  ])("cuts what is very long: %s", (_, given, shown, width) => {
    expect(harmless(given)).toBe(shown);
    expect(widthOf(shown)).toBe(width);
  });

  it("lets nothing through that moves a cursor or turns text around", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(harmless(given)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it("shortens, wraps and pads to the width that is asked for", () => {
    fc.assert(
      fc.property(text.map(harmless), fc.integer({ min: 2, max: 60 }), (given, columns) => {
        const short = shorten(given, columns);
        expect(widthOf(short)).toBeLessThanOrEqual(columns);
        expect(short === given).toBe(widthOf(given) <= columns);
        const lines = wrap(given, columns);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(given.replaceAll(" ", ""));
        expect(widthOf(pad(short, columns, "right"))).toBe(columns);
      }),
    );
  });
});

describe("table", () => {
  const style = styleFor({}, {});
  const head = [
    { title: "Id", flexible: "shorten" },
    { title: "Name", flexible: "wrap" },
    { title: "Amount", align: "right" },
  ] as const;

  it("aligns columns, figures to the right", () => {
    const rows = [
      { cells: ["a", "Acme", "1.00"] },
      { cells: ["", "Total", "1,000.00"], total: true as const },
    ];
    expect(table(head, rows, 40, style)).toEqual([
      "Id  Name     Amount",
      "a   Acme       1.00",
      "    Total  1,000.00",
    ]);
  });

  it("wraps names and shortens ids rather than figures", () => {
    const rows = [
      {
        cells: [
          "5d986bbe-a7b6-4f9c-bf43-5abcc4df5cbe",
          "Workforce engagement",
          "13,839.6345238395",
        ],
      },
    ];
    expect(table(head, rows, 44, style)).toEqual([
      "Id           Name                     Amount",
      "5d986bbe-a…  Workforce     13,839.6345238395",
      "             engagement",
    ]);
  });

  it("turns into blocks where the figures leave no room", () => {
    const rows = [{ cells: ["5d986bbe", "Acme", "13,839.6345238395"] }];
    expect(table(head, rows, 24, style)).toEqual([
      "Id: 5d986bbe",
      "  Name: Acme",
      "  Amount:",
      "  13,839.6345238395",
    ]);
  });

  it("never exceeds its width and keeps every figure whole where it fits", () => {
    const cell = text.map(harmless);
    const row = fc.tuple(cell, cell, fc.bigInt().map(String)).map((cells) => ({ cells }));
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 5 }),
        fc.integer({ min: 40, max: 80 }),
        (rows, columns) => {
          const lines = table(head, rows, columns, style);
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
          for (const { cells } of rows) {
            if (cells[2].length < columns - 10) expect(lines.join("\n")).toContain(cells[2]);
          }
        },
      ),
    );
  });
});
