import { plain, type Figure, decimal } from "../common/money.js";

/** A cell of text, as it comes from a service. */
export type Cell = string | undefined;

/**
 * A spreadsheet takes what begins so for a formula, also behind spaces; full-width forms count too. One
 * that is set to semicolons or tabs between cells, as in much of Europe, begins a cell at those as well,
 * and a row at a line break, whatever the quotes. A space that begins a cell isn't matched twice: so it
 * takes linear time.
 */
const formula = /(?:^|[;\t\r\n])[^\S\t\r\n]*(?=[=+\-@\uff0b\uff0d\uff1d\uff20])/g;

/**
 * One record of RFC 4180: cells between commas, quoted where they must be, ended by CRLF. Text that a
 * spreadsheet would run as a formula has an apostrophe before it, which keeps it text.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function record(cells: readonly (Cell | NumberCell)[]): string {
  return `${cells.map(encoded).join(",")}\r\n`;
}

/** A figure with all its digits; no apostrophe comes before its sign. */
export class NumberCell {
  readonly digits: string;

  /** @throws TypeError for what is no decimal: a cell that is empty would not be noticed */
  constructor(figure: Figure) {
    const exact = decimal(figure);
    if (exact === undefined) throw new TypeError(`${JSON.stringify(figure)} is no number`);
    this.digits = plain(exact);
  }
}

function encoded(cell: Cell | NumberCell): string {
  if (cell === undefined) return "";
  if (cell instanceof NumberCell) return cell.digits;
  const text = cell.replace(formula, "$&'").replace(/^[\t\r\n]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
