import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { NumberCell, record } from "../src/monthly-csv/csv.js";
import { parseCsv } from "./support/csv.js";

describe("a record of CSV", () => {
  it.each([
    [["a", "b"], "a,b\r\n"],
    [["a", undefined, ""], "a,,\r\n"],
    [["Smith, Jones & Co"], '"Smith, Jones & Co"\r\n'],
    [['the "big" one'], '"the ""big"" one"\r\n'],
    [["two\nlines", "two\r\nlines"], '"two\nlines","two\r\nlines"\r\n'],
    [["Zoë 電話"], "Zoë 電話\r\n"],
  ])("of %j is %j", (cells, expected) => {
    expect(record(cells)).toBe(expected);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "－1", "\ttext", "\rtext", "\ntext"])(
    "keeps %j text, which a spreadsheet would run",
    (text) => {
      expect(parseCsv(record([text]))).toEqual([[`'${text}`]]);
    },
  );

  it.each([
    ["  =1", "  '=1"],
    ["\t=1", "'\t'=1"],
    ["\r=1", "'\r'=1"],
    ["\n=1", "'\n'=1"],
  ])("keeps %j text behind its space", (text, expected) => {
    expect(parseCsv(record([text]))).toEqual([[expected]]);
  });

  it.each([
    ["Seat;=1+1", "Seat;'=1+1"],
    ["Seat; -1;@x", "Seat; '-1;'@x"],
    ["Seat\t+1", "Seat\t'+1"],
    ["Seat\n=1", "Seat\n'=1"],
    ['";=1', "\";'=1"],
  ])("keeps %j text where cells end at a semicolon or a tab", (text, expected) => {
    expect(parseCsv(record([text]))).toEqual([[expected]]);
  });

  it.each(["a=1", "a;1=2", "1-2", "mail@example.com", "'=1", "agent::standard"])(
    "leaves %j as it is",
    (text) => {
      expect(record([text])).toBe(`${text}\r\n`);
    },
  );

  it("reads back as what was written, whatever the text", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("=", ",", ";", '"', "\r", "\n", "\t", "'", "a", " ") }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2 }), { minLength: 1 }), (rows) => {
        const read = parseCsv(rows.map((cells) => record(cells)).join(""));
        const bare = (all: string[][]): string[][] =>
          all.map((cells) => cells.map((cell) => cell.replaceAll("'", "")));
        expect(bare(read)).toEqual(bare(rows));
        // Apostrophes may come, and none may go.
        const lost = (cell: string, written: string): string =>
          Array.from(cell).reduce(
            (left, char) => (left.startsWith(char) ? left.slice(1) : left),
            written,
          );
        const all = read.map((cells, row) =>
          cells.map((cell, at) => lost(cell, rows[row]?.[at] ?? "")),
        );
        expect(all.flat().join("")).toBe("");
        for (const cell of read.flat()) expect(cell).not.toMatch(/(^|[;\t\r\n])\s*[=+\-@]/);
      }),
    );
  });

  it.each([
    [-5.25, "-5.25"],
    [1e-8, "0.00000001"],
    ["104.56822227", "104.56822227"],
    [" 7 ", "7"],
  ])("writes the figure %j as %s, sign and all", (figure, expected) => {
    expect(record([new NumberCell(figure)])).toBe(`${expected}\r\n`);
  });

  it.each([" ", "\t", "\n", ";", "; ", "\t "])("takes linear time with many %j", (part) => {
    const startedAt = performance.now();
    record([part.repeat(200_000)]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it.each(["", "1,000", "=1", "NaN"])("takes %j for no figure", (figure) => {
    expect(() => new NumberCell(figure)).toThrow(TypeError);
  });
});
