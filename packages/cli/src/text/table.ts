import type { Style } from "./style.js";
import { pad, widthOf, wrap } from "./text.js";

/**
 * A column of a table. Only a `wrap` column can be narrowed, an `early` one before the others: amounts
 * and ids stay whole.
 */
export interface Column {
  readonly title: string;
  readonly align?: "right";
  readonly wrap?: true | "early";
}

/** A table row. */
export interface Row {
  readonly cells: readonly string[];
}

/** How a table is laid out. */
export interface TableOptions {
  /** `false` omits the titles, unless each row becomes a block. */
  readonly header?: boolean;
}

const gap = 2;
const narrowest = 8;
const narrowestEarly = 12;

/**
 * Lays out an aligned table, no line wider than `columns`. `wrap` columns wrap first; if that isn't
 * enough, each row becomes a block of `title: value` lines.
 */
export function table(
  head: readonly Column[],
  rows: readonly Row[],
  columns: number,
  style: Style,
  { header = true }: TableOptions = {},
): string[] {
  const shown = header ? head : head.map((column) => ({ ...column, title: "" }));
  const widths = fitted(shown, rows, columns);
  if (widths === undefined) return rows.flatMap((row) => block(head, row, columns));
  const lines = (cells: readonly string[]): string[] => {
    const columnLines = head.map((column, at) => {
      const [cell = "", width = 0] = [cells[at], widths[at]];
      return column.wrap ? wrap(cell, width) : [cell];
    });
    const height = Math.max(...columnLines.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      head
        .map(({ align }, at) => pad(columnLines[at]?.[line] ?? "", widths[at] ?? 0, align))
        .join(" ".repeat(gap))
        .trimEnd(),
    );
  };
  return [
    ...(header ? lines(head.map(({ title }) => title)).map(style.dim) : []),
    ...rows.flatMap(({ cells }) => lines(cells)),
  ];
}

/** Column widths, or `undefined` if the table doesn't fit. */
function fitted(
  head: readonly Column[],
  rows: readonly Row[],
  columns: number,
): number[] | undefined {
  const widths = head.map(({ title }, at) =>
    rows.reduce((width, { cells }) => Math.max(width, widthOf(cells[at] ?? "")), widthOf(title)),
  );
  let excess = widths.reduce((all, width) => all + width, gap * (head.length - 1)) - columns;
  while (excess > 0) {
    const widest = widestWrapping(head, widths);
    const width = widths[widest] ?? 0;
    if (width <= narrowest) return undefined;
    widths[widest] = width - 1;
    excess -= 1;
  }
  return widths;
}

function widestWrapping(head: readonly Column[], widths: readonly number[]): number {
  const widestOf = (wraps: (column: Column) => boolean, least: number): number => {
    let widest = -1;
    head.forEach((column, at) => {
      const width = widths[at] ?? 0;
      if (wraps(column) && width > Math.max(least, widths[widest] ?? 0)) widest = at;
    });
    return widest;
  };
  const early = widestOf(({ wrap }) => wrap === "early", narrowestEarly);
  return early === -1 ? widestOf(({ wrap }) => wrap !== undefined, narrowest) : early;
}

/** A row as a block of lines. A column without a title, such as a currency, continues the one before. */
function block(head: readonly Column[], row: Row, columns: number): string[] {
  const lines: string[] = [];
  head.forEach(({ title }, at) => {
    const cell = row.cells[at]?.trim() ?? "";
    if (cell === "") return;
    const last = lines.length - 1;
    if (title === "" && last >= 0) lines[last] = `${lines[last] ?? ""} ${cell}`;
    else lines.push(title === "" ? cell : `${title}: ${cell}`);
  });
  return lines.flatMap((text, at) => {
    const indent = at === 0 ? "" : "  ";
    return wrap(text, columns - indent.length).map((line) => indent + line);
  });
}
