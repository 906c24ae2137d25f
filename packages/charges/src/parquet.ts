import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import { columns as ofCharges, type Column } from "./columns.js";
import { toDecimal } from "./decimal.js";

/** Digits of a figure, before and after the decimal point together. */
const precision = 38;
const leastScale = 18;
const limit = new Big(10).pow(precision);

/**
 * Writes charges as a Parquet file, one column per field. Figures are exact: DECIMAL(38,18), or with
 * more digits after the point if a figure of the column has them; instants are timestamps in
 * milliseconds; `dimensions` is JSON text.
 *
 * @throws RangeError if the figures of a column need more than 38 digits
 */
export function toParquet(charges: Iterable<Charge>): Promise<Uint8Array> {
  return rowsToParquet(charges, ofCharges);
}

/** How a store's files differ from a bill's. */
export interface ParquetOptions {
  /**
   * Digits after the point of figures other than quantities, which then have 18. @default what the
   * column's figures need, at least 18
   */
  readonly moneyScale?: number;
  /** Key-value metadata of the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * As {@link toParquet}, for rows of your own. An error names a row by its first column.
 *
 * @throws RangeError for a figure with too many digits
 */
export async function rowsToParquet<Row>(
  rows: Iterable<Row>,
  columns: readonly Column<Row>[],
  { moneyScale, metadata = {} }: ParquetOptions = {},
): Promise<Uint8Array> {
  const all = [...rows];
  const scales = columns.map((column) => {
    if (moneyScale === undefined) return neededScale(column, all);
    return column.name === "quantity" ? leastScale : moneyScale;
  });
  // An ES module; loaded only when a Parquet file is written.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const buffer = parquetWriteBuffer({
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }, at) => ({
        name,
        repetition_type: "OPTIONAL" as const,
        ...types[type],
        ...(type === "decimal" && { scale: scales[at] ?? leastScale }),
      })),
    ],
    columnData: columns.map((column, at) => ({
      name: column.name,
      data: all.map((row) => cellOf(column, row, scales[at] ?? leastScale, columns[0])),
    })),
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return new Uint8Array(buffer);
}

/** Digits after the point of a column's figures. */
function neededScale<Row>({ type, value }: Column<Row>, rows: readonly Row[]): number {
  let scale = leastScale;
  for (const row of type === "decimal" ? rows : []) {
    const found = value(row);
    const { c, e } = toDecimal(String(found ?? 0));
    scale = Math.max(scale, c.length - e - 1);
  }
  return Math.min(scale, precision);
}

const types = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  boolean: { type: "BOOLEAN" },
  integer: { type: "INT64" },
  instant: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  decimal: {
    type: "FIXED_LEN_BYTE_ARRAY",
    type_length: 16,
    converted_type: "DECIMAL",
    precision,
  },
} as const;

function cellOf<Row>(
  { name, type, value }: Column<Row>,
  row: Row,
  scale: number,
  label: Column<Row> | undefined,
): unknown {
  const found = value(row);
  if (found === undefined) return null;
  if (type === "instant") return new Date(String(found));
  if (type === "integer") return BigInt(String(found));
  if (type !== "decimal") return found;
  const figure = toDecimal(String(found));
  const digits = figure.times(new Big(10).pow(scale));
  if (digits.abs().gte(limit) || !digits.round(0).eq(digits))
    throw new RangeError(
      `Row ${String(label?.value(row))}: ${name} is ${String(found)}, which doesn't fit in DECIMAL(${precision},${scale}).`,
    );
  return BigInt(digits.toFixed(0));
}
