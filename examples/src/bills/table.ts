import type { Style } from "./style.js";
import { pad, shorten, widthOf, wrap } from "./text.js";

/**
 * A column of a table. Only one that says how it gives way is ever made narrower: names wrap, long ids
 * are shortened, and a figure is always whole.
 */
export interface Column {
  readonly title: string;
  readonly align?: "right";
  readonly flexible?: "wrap" | "shorten";
}

/** A table's row; a `total` stands out. */
export interface Row {
  readonly cells: readonly string[];
  readonly total?: true;
}

const gap = 2;
const narrowest = 8;
/** The beginning of an id is enough to tell it from others; JSON output has the whole. */
const widestShortened = 18;

/**
 * The lines of an aligned table, none wider than `columns`. Flexible columns give way to the others;
 * when even that is not enough, each row becomes a block of `title: value` lines.
 */
export function table(
  head: readonly Column[],
  rows: readonly Row[],
  columns: number,
  style: Style,
): string[] {
  const widths = fitted(head, rows, columns);
  if (widths === undefined) return rows.flatMap((row) => block(head, row, columns, style));
  const lines = (cells: readonly string[]): string[] => {
    const columnLines = head.map(({ flexible }, at) => {
      const [cell = "", width = 0] = [cells[at], widths[at]];
      return flexible === "wrap" ? wrap(cell, width) : [flexible ? shorten(cell, width) : cell];
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
    ...lines(head.map(({ title }) => title)).map(style.dim),
    ...rows.flatMap(({ cells, total }) => (total ? lines(cells).map(style.bold) : lines(cells))),
  ];
}

/** The columns' widths, or `undefined` when the table does not fit. */
function fitted(
  head: readonly Column[],
  rows: readonly Row[],
  columns: number,
): number[] | undefined {
  const widths = head.map(({ title, flexible }, at) =>
    Math.max(widthOf(title), ...rows.map(({ cells }) => natural(cells[at] ?? "", flexible))),
  );
  let excess = widths.reduce((all, width) => all + width, gap * (head.length - 1)) - columns;
  while (excess > 0) {
    const widest = widestFlexible(head, widths);
    const width = widths[widest] ?? 0;
    if (width <= narrowest) return undefined;
    widths[widest] = width - 1;
    excess -= 1;
  }
  return widths;
}

function natural(cell: string, flexible: Column["flexible"]): number {
  return flexible === "shorten" ? Math.min(widestShortened, widthOf(cell)) : widthOf(cell);
}

function widestFlexible(head: readonly Column[], widths: readonly number[]): number {
  let widest = -1;
  head.forEach(({ flexible }, at) => {
    if (flexible && (widths[at] ?? 0) > (widths[widest] ?? 0)) widest = at;
  });
  return widest;
}

/** A row as lines of its own, figures whole and wrapped where they must be. */
function block(head: readonly Column[], row: Row, columns: number, style: Style): string[] {
  const lines = head.flatMap(({ title }, at) => {
    const cell = row.cells[at]?.trim() ?? "";
    const indent = at === 0 ? "" : "  ";
    return cell === ""
      ? []
      : wrap(`${title}: ${cell}`, columns - indent.length).map((line) => indent + line);
  });
  return row.total ? lines.map(style.bold) : lines;
}
