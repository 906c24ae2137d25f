import { markdownTable } from "../../scripts/common/markdown.js";

/** Prints records as a table of Markdown; numbers without needless digits. */
export function printTable(records: readonly Readonly<Record<string, string | number>>[]): void {
  const columns = Object.keys(records[0] ?? {});
  const rows = records.map((record) => columns.map((column) => format(record[column] ?? "")));
  process.stdout.write(`${markdownTable([columns, ...rows])}\n\n`);
}

function format(value: string | number): string {
  if (typeof value === "string") return value;
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
