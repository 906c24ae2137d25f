import type { Charge } from "@billkit/core/charges";
import Papa from "papaparse";
import { columns as ofCharges, type Column } from "./columns.js";
import { plain, toDecimal } from "./decimal.js";

/** A cell of a CSV file: text, or a figure that stays a number in a spreadsheet. */
export type Cell = string | Figure | undefined;

/** Decimal text that is written without quotes and without an apostrophe. */
export class Figure {
  constructor(readonly digits: string) {}
}

/**
 * Text that a spreadsheet would run as a formula, also after spaces; full-width forms count too. A
 * spreadsheet that splits cells at semicolons or tabs starts a cell there, and a row at a line
 * break. A space that begins a cell isn't matched twice, so this takes linear time.
 */
const formula = /(?:^|[;\t\r\n])[^\S\t\r\n]*(?=[=+\-@\uff0b\uff0d\uff1d\uff20])/g;

/**
 * Writes charges as CSV (RFC 4180), one column per field. Figures are numbers with all their digits.
 * Text that a spreadsheet would run as a formula gets an apostrophe before it.
 *
 * @throws TypeError for a figure that isn't decimal text
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsv(charges: Iterable<Charge>): string {
  return rowsToCsv(charges, ofCharges);
}

/** As {@link toCsv}, for rows of your own, such as sums per team. */
export function rowsToCsv<Row>(rows: Iterable<Row>, columns: readonly Column<Row>[]): string {
  return csvText(
    columns.map(({ name }) => name),
    [...rows].map((row) => cellsOf(row, columns)),
  );
}

/** A charge's cells, in the order of the columns. */
export const recordOf = (charge: Charge): Cell[] => cellsOf(charge, ofCharges);

function cellsOf<Row>(row: Row, columns: readonly Column<Row>[]): Cell[] {
  return columns.map(({ type, value }) => {
    const found = value(row);
    if (found === undefined) return undefined;
    const cell = String(found);
    return type === "decimal" || type === "integer" ? new Figure(plain(toDecimal(cell))) : cell;
  });
}

/** A header and records as CSV. */
export function csvText(header: readonly string[], records: readonly Cell[][]): string {
  const lines = [header, ...records].map((cells) => cells.map(textOf));
  return `${Papa.unparse(lines, { newline: "\r\n" })}\r\n`;
}

const textOf = (cell: Cell): string => (cell instanceof Figure ? cell.digits : safe(cell ?? ""));

const safe = (cell: string): string => cell.replace(formula, "$&'").replace(/^[\t\r\n]/, "'$&");
