/** Three digits, as much as a figure of such a kind is exact to: `0.123`, `12.3`, `1,230`. */
export function three(value: number): string {
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A Markdown table as Prettier lays it out; columns after the first `texts` are figures. */
export function markdownTable(rows: readonly (readonly string[])[], texts: number): string {
  const [head = []] = rows;
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const padded = rows.map((row) =>
    line(
      widths.map((width, column) => {
        const cell = row[column] ?? "";
        return column < texts ? cell.padEnd(width) : cell.padStart(width);
      }),
    ),
  );
  const rule = line(
    widths.map((width, column) =>
      column < texts ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
    ),
  );
  const [first = "", ...others] = padded;
  return [first, rule, ...others].join("\n");
}
