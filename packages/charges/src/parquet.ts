import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import { columns as ofCharges, type Column } from "./columns.js";
import { toDecimal } from "./decimal.js";

/** Digits of a figure, before and after the decimal point together. */
const precision = 38;
const defaultScale = 18;
const limit = new Big(10).pow(precision);

/**
 * Writes charges as a Parquet file, one column per field. Figures are DECIMAL(38,18), exact; instants
 * are timestamps in milliseconds; `dimensions` is JSON text.
 *
 * @throws RangeError for a figure of more than 20 digits before the point or 18 after it
 */
export function toParquet(charges: Iterable<Charge>): Promise<Uint8Array> {
  return rowsToParquet(charges, ofCharges);
}

/** How a store's files differ from a bill's. */
export interface ParquetOptions {
  /** Digits after the point of figures other than quantities. @default 18 */
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
  { moneyScale = defaultScale, metadata = {} }: ParquetOptions = {},
): Promise<Uint8Array> {
  const all = [...rows];
  const scaleOf = ({ name }: Column<Row>): number =>
    name === "quantity" ? defaultScale : moneyScale;
  // An ES module; loaded only when a Parquet file is written.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const buffer = parquetWriteBuffer({
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map((column) => ({
        name: column.name,
        repetition_type: "OPTIONAL" as const,
        ...types[column.type],
        ...(column.type === "decimal" && { scale: scaleOf(column) }),
      })),
    ],
    columnData: columns.map((column) => ({
      name: column.name,
      data: all.map((row) => cellOf(column, row, scaleOf(column), columns[0])),
    })),
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return new Uint8Array(buffer);
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
