import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { table } from "../src/text/table.js";
import { formatChange, formatMoney, formatQuantity } from "../src/text/money.js";
import { styleFor } from "../src/text/style.js";
import { sanitize, widthOf, wrap } from "../src/text/text.js";

it.each([
  ["1234567.895", "1,234,567.90"],
  ["-1234.5", "-1,234.50"],
  ["0", "0.00"],
  ["0.00125", "<0.01"],
  ["-0.00125", ">-0.01"],
])("shows %s as %s", (amount, text) => {
  expect(formatMoney(amount)).toBe(text);
});

it("marks an increase with a plus sign", () => {
  expect([formatChange("5"), formatChange("-5")]).toEqual(["+5.00", "-5.00"]);
});

it("keeps every digit of a quantity", () => {
  expect(formatQuantity("1234.50000001")).toBe("1,234.50000001");
});

it("replaces terminal control characters", () => {
  expect(sanitize("a\u001b[31mb\u202ec\nd")).toBe("a\ufffd[31mb\ufffdc\ufffdd");
});

it("never exceeds the line width", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: 2, max: 60 }),
      (text, columns) => {
        const lines = wrap(sanitize(text), columns);
        expect(lines.every((line) => widthOf(line) <= columns)).toBe(true);
      },
    ),
  );
});

describe("a table", () => {
  const style = styleFor({}, {});
  const head = [
    { title: "Item", wrap: true as const },
    { title: "Amount", align: "right" as const },
  ];
  const rows = [{ cells: ["a long name of an item", "1,234.50"] }];

  it("wraps names and keeps amounts whole", () => {
    expect(table(head, rows, 22, style)).toEqual([
      "Item            Amount",
      "a long name   1,234.50",
      "of an item",
    ]);
  });

  it("becomes a list of fields if it can't fit", () => {
    expect(table(head, rows, 16, style)).toEqual([
      "Item: a long",
      "name of an item",
      "  Amount:",
      "  1,234.50",
    ]);
  });

  it("continues a field with the cells of columns without a title", () => {
    const untitled = [...head, { title: "" }, { title: "" }];
    const cells = ["a long name of an item", "1,234.50", "USD", "open"];
    expect(table(untitled, [{ cells }], 24, style)).toEqual([
      "Item: a long name of an",
      "item",
      "  Amount: 1,234.50 USD",
      "  open",
    ]);
  });
});
