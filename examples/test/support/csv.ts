/** The records of an RFC 4180 file, by its grammar; text that does not follow it is an error. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  while (at < text.length) {
    cell.lastIndex = at;
    const [whole = "", quoted, plain] = cell.exec(text) ?? [];
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === ",") {
      at += 1;
      continue;
    }
    if (text.slice(at, at + 2) !== "\r\n") throw new Error(`no CSV at ${at}: ${text.slice(at)}`);
    at += 2;
    records.push(cells);
    cells = [];
  }
  if (cells.length > 0) throw new Error("the last record has no end");
  return records;
}
