import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import type { FileMetaData, SchemaElement } from "hyparquet" with { "resolution-mode": "import" };
import { plain } from "../../decimal.js";
import { columns } from "../../columns.js";
import { rowsToParquet } from "../../parquet.js";
import { fromColumns } from "../from-columns.js";
import type { Partition } from "../store.js";
import { StoreError } from "../store-error.js";
import { parseJson } from "./read-file.js";

/** Parquet's key-value metadata has what is known of the partition, so that both change at once. */
const metadataKey = "billkit";
/** Amounts of APIs that send doubles have up to 24 decimals; 14 digits remain before the point. */
const moneyScale = 24;

/** A partition as a Parquet file. @throws RangeError for a figure with too many digits */
export function toFile(partition: Partition, rows: readonly Charge[]): Promise<Uint8Array> {
  return rowsToParquet(rows, columns, {
    moneyScale,
    metadata: { [metadataKey]: JSON.stringify(partition) },
  });
}

/** What is known of a partition, from its file. @throws StoreError if the file isn't one */
export async function readPartition(file: string, bytes: Buffer): Promise<Partition> {
  const { key_value_metadata: metadata = [] } = await readMetadata(file, toArrayBuffer(bytes));
  const text = metadata.find(({ key }) => key === metadataKey)?.value;
  if (text === undefined)
    throw new StoreError(`${file} isn't a file of Billkit's.`, undefined, "account");
  const { vendor, accountId, view, billingPeriodStart, billingPeriodEnd, ...rest } = parseJson(
    file,
    text,
  ) as Partition;
  return { vendor, accountId, view, billingPeriodStart, billingPeriodEnd, ...rest };
}

/** A partition's rows. @throws StoreError if the file can't be read */
export async function readRows(file: string, bytes: Buffer): Promise<Charge[]> {
  const { parquetReadObjects } = await import("hyparquet");
  const buffer = toArrayBuffer(bytes);
  const metadata = await readMetadata(file, buffer);
  const scales = new Map(metadata.schema.map(({ name, scale }) => [name, scale]));
  // The reader makes floats of decimals: it is given their bytes instead.
  const raw = { ...metadata, schema: metadata.schema.map(withoutDecimal) };
  const records = await parquetReadObjects({ file: buffer, metadata: raw });
  return records.map((record) =>
    fromColumns((name) => toText(record[name] as unknown, scales.get(name))),
  );
}

async function readMetadata(file: string, buffer: ArrayBuffer): Promise<FileMetaData> {
  const { parquetMetadata } = await import("hyparquet");
  try {
    return parquetMetadata(buffer);
  } catch (error) {
    const message = `${file} isn't a whole Parquet file; remove it and collect again.`;
    throw new StoreError(message, error, "account");
  }
}

function withoutDecimal(element: SchemaElement): SchemaElement {
  if (element.converted_type !== "DECIMAL") return element;
  const { name, type, type_length, repetition_type } = element;
  return {
    name,
    ...(type !== undefined && { type }),
    ...(type_length !== undefined && { type_length }),
    ...(repetition_type !== undefined && { repetition_type }),
  };
}

function toText(value: unknown, scale = 0): string | boolean | undefined {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) {
    const digits = BigInt.asIntN(128, BigInt(`0x${Buffer.from(value).toString("hex")}`));
    return plain(new Big(`${digits}e-${scale}`));
  }
  return value as string | boolean;
}

const toArrayBuffer = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
