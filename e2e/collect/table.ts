/** Prints records as a table of Markdown; numbers without needless digits. */
export function printTable(records: readonly Readonly<Record<string, string | number>>[]): void {
  const columns = Object.keys(records[0] ?? {});
  const cells = records.map((record) => columns.map((column) => format(record[column] ?? "")));
  const lines = [columns, columns.map(() => "---"), ...cells];
  process.stdout.write(`${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n\n`);
}

function format(value: string | number): string {
  if (typeof value === "string") return value;
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
