import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import { columns, type Column } from "./columns.js";
import { toDecimal } from "./decimal.js";

const scale = 18;
/** DECIMAL(38,18) has 20 digits before the point. */
const limit = new Big(10).pow(20);
const unscaled = new Big(10).pow(scale);

/**
 * Writes charges as a Parquet file, one column per field. Figures are DECIMAL(38,18), exact; instants
 * are timestamps in milliseconds; `dimensions` is JSON text.
 *
 * @throws RangeError for a figure of more than 20 digits before the point or 18 after it
 */
export async function toParquet(charges: Iterable<Charge>): Promise<Uint8Array> {
  const rows = [...charges];
  // An ES module only, and nobody who writes CSV loads it.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const buffer = parquetWriteBuffer({
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        name,
        repetition_type: "OPTIONAL" as const,
        ...types[type],
      })),
    ],
    columnData: columns.map((column) => ({
      name: column.name,
      data: rows.map((row) => cellOf(column, row)),
    })),
  });
  return new Uint8Array(buffer);
}

const types = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  boolean: { type: "BOOLEAN" },
  instant: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  decimal: {
    type: "FIXED_LEN_BYTE_ARRAY",
    type_length: 16,
    converted_type: "DECIMAL",
    precision: 38,
    scale,
  },
} as const;

function cellOf({ name, type, value }: Column, row: Charge): unknown {
  const found = value(row);
  if (found === undefined) return null;
  if (type === "instant") return new Date(String(found));
  if (type !== "decimal") return found;
  const figure = toDecimal(String(found));
  const digits = figure.times(unscaled);
  if (figure.abs().gte(limit) || !digits.round(0).eq(digits))
    throw new RangeError(
      `Row ${row.id}: ${name} is ${String(found)}, which DECIMAL(38,18) can't hold.`,
    );
  return BigInt(digits.toFixed(0));
}
