import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import type { FileMetaData, SchemaElement } from "hyparquet" with { "resolution-mode": "import" };
import { plain } from "../../decimal.js";
import { columns } from "../../columns.js";
import { rowsToParquet } from "../../parquet.js";
import { fromColumns } from "../from-columns.js";
import type { Partition } from "../store.js";
import { StoreError } from "../store-error.js";
import {
  areNumbers,
  areTexts,
  damaged,
  fieldsOf,
  hasKey,
  parseAs,
  type Shape,
} from "./read-file.js";

/** Parquet's key-value metadata has what is known of the partition, so that both change at once. */
const metadataKey = "billkit";
/** Amounts of APIs that send doubles have up to 24 decimals; 14 digits remain before the point. */
const moneyScale = 24;

const storedPartition: Shape<Partition> = {
  title: "a partition",
  matches(value): value is Partition {
    const { billingPeriodEnd, contentHash, runId, startedAt, accounts, totals, ...rest } =
      fieldsOf(value);
    return (
      hasKey(value) &&
      areTexts(billingPeriodEnd, contentHash, runId, startedAt) &&
      areNumbers(rest.revision, rest.rowCount, rest.openRows) &&
      typeof rest.final === "boolean" &&
      Array.isArray(accounts) &&
      areTexts(...(accounts as unknown[])) &&
      Array.isArray(totals) &&
      totals.every((total: unknown) => areTexts(fieldsOf(total).currency))
    );
  },
};

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
  if (text === undefined) throw damaged(file, `isn't ${storedPartition.title}`);
  return parseAs(storedPartition, file, text);
}

/** A partition's rows. @throws StoreError if the file can't be read */
export async function readRows(file: string, bytes: Buffer): Promise<Charge[]> {
  const { parquetReadObjects } = await import("hyparquet");
  const buffer = toArrayBuffer(bytes);
  const metadata = await readMetadata(file, buffer);
  const scales = new Map(metadata.schema.map(({ name, scale }) => [name, scale]));
  // The reader makes floats of decimals: it is given their bytes instead.
  const raw = { ...metadata, schema: metadata.schema.map(withoutDecimal) };
  try {
    const records = await parquetReadObjects({ file: buffer, metadata: raw });
    return records.map((record) =>
      fromColumns((name) => toText(record[name] as unknown, scales.get(name))),
    );
  } catch (error) {
    throw notWhole(file, error);
  }
}

async function readMetadata(file: string, buffer: ArrayBuffer): Promise<FileMetaData> {
  const { parquetMetadata } = await import("hyparquet");
  try {
    return parquetMetadata(buffer);
  } catch (error) {
    throw notWhole(file, error);
  }
}

const notWhole = (file: string, cause: unknown): StoreError =>
  new StoreError(
    `${file} isn't a whole Parquet file; remove it and collect again.`,
    cause,
    "account",
  );

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
