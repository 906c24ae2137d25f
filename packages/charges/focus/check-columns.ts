import { DuckDBInstance } from "@duckdb/node-api";
import specification from "./columns-1.4.json" with { type: "json" };

interface FocusColumn {
  readonly level: string;
  readonly null: boolean;
  readonly type: string;
}
const columns: Readonly<Record<string, FocusColumn>> = specification.columns;

const forms: Readonly<Record<string, RegExp>> = {
  Decimal: /^-?\d+\.\d+$/,
  "Date/Time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  JSON: /^[[{]/,
};

/** A CSV file's rows, each cell as text; an empty one is null. */
export async function readRows(file: string): Promise<Record<string, string | null>[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.runAndReadAll(
    "SELECT * FROM read_csv($file, all_varchar = true)",
    {
      file,
    },
  );
  return result.getRowObjects() as Record<string, string | null>[];
}

/**
 * What contradicts FOCUS 1.4's own table of columns: a mandatory column that is missing, a column that
 * 1.4 doesn't have, a custom column before the others, an empty cell or a form that isn't allowed.
 */
export function checkColumns(rows: readonly Readonly<Record<string, string | null>>[]): string[] {
  const [first = {}] = rows;
  const names = Object.keys(first);
  const isCustom = (name: string): boolean => name.startsWith("x_");
  const afterCustom = names.slice(names.findIndex(isCustom));
  const missing = Object.entries(columns).filter(
    ([name, { level }]) => level === "mandatory" && !names.includes(name),
  );
  const problems = [
    ...missing.map(([name]) => `${name}: mandatory, but missing`),
    ...names
      .filter((name) => !isCustom(name) && columns[name] === undefined)
      .map((name) => `${name}: isn't a column of 1.4`),
    ...(names.some(isCustom) ? afterCustom.filter((name) => !isCustom(name)) : []).map(
      (name) => `${name}: after a custom column`,
    ),
  ];
  for (const row of rows)
    for (const [name, cell] of Object.entries(row)) {
      const column = columns[name];
      if (column === undefined) continue;
      if (cell === null && !column.null) problems.push(`${name}: empty`);
      if (cell !== null && forms[column.type]?.test(cell) === false)
        problems.push(`${name}: ${cell} isn't ${column.type}`);
    }
  return [...new Set(problems)];
}
