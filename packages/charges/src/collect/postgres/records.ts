import type { Charge } from "@billkit/core/charges";
import { columns } from "../../columns.js";
import { plain, toDecimal } from "../../decimal.js";
import { fromColumns } from "../from-columns.js";
import type { Partition, Revision, Run } from "../store.js";

/** `accountId` as a column: `account_id`. */
const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const sqlTypes = {
  text: "text",
  decimal: "numeric",
  integer: "bigint",
  instant: "timestamptz",
  boolean: "boolean",
} as const;

/** Columns of `billkit.charges` for an INSERT, and their types for `json_to_recordset`. */
export const chargeColumns = {
  names: columns.map(({ name }) => snakeCase(name)).join(", "),
  types: columns
    .map(
      ({ name, type }) => `${snakeCase(name)} ${name === "dimensions" ? "jsonb" : sqlTypes[type]}`,
    )
    .join(", "),
};

/** A charge for `json_to_recordset`. */
export function toRecord(charge: Charge): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { name, type, value } of columns) {
    const found = value(charge);
    record[snakeCase(name)] =
      type === "decimal" && found !== undefined ? plain(toDecimal(String(found))) : found;
  }
  return { ...record, dimensions: charge.dimensions };
}

/** A charge from a row of `billkit.charges`. */
export function toCharge(row: Readonly<Record<string, unknown>>): Charge {
  return fromColumns((name) => {
    const value = row[snakeCase(name)];
    if (value === null || value === undefined) return undefined;
    if (value instanceof Date) return value.toISOString();
    if (typeof value === "object") return JSON.stringify(value);
    return value as string | boolean;
  });
}

/** A row of `billkit.partitions`. */
export interface PartitionRow {
  vendor: string;
  account_id: string;
  view: string;
  billing_period_start: Date;
  billing_period_end: Date;
  is_gone: boolean;
  revision: number;
  content_hash: string;
  row_count: number;
  open_rows: number;
  final: boolean;
  totals: Partition["totals"];
  run_id: string;
  started_at: Date;
  accounts: string[];
}

export const toPartition = (row: PartitionRow): Partition => ({
  vendor: row.vendor,
  accountId: row.account_id,
  view: row.view,
  billingPeriodStart: row.billing_period_start.toISOString(),
  billingPeriodEnd: row.billing_period_end.toISOString(),
  contentHash: row.content_hash,
  rowCount: row.row_count,
  openRows: row.open_rows,
  final: row.final,
  totals: row.totals,
  revision: row.revision,
  runId: row.run_id,
  startedAt: row.started_at.toISOString(),
  accounts: row.accounts,
});

/** A row of `billkit.revisions`. */
export interface RevisionRow {
  vendor: string;
  account_id: string;
  view: string;
  billing_period_start: Date;
  revision: number;
  currency: string;
  amount_before: string | null;
  amount_after: string | null;
  rows_before: number;
  rows_after: number;
  was_final: boolean;
  run_id: string;
  revised_at: Date;
}

export const toRevision = (row: RevisionRow): Revision => ({
  vendor: row.vendor,
  accountId: row.account_id,
  view: row.view,
  billingPeriodStart: row.billing_period_start.toISOString(),
  revision: row.revision,
  currency: row.currency,
  amountBefore: row.amount_before,
  amountAfter: row.amount_after,
  rowsBefore: row.rows_before,
  rowsAfter: row.rows_after,
  wasFinal: row.was_final,
  runId: row.run_id,
  revisedAt: row.revised_at.toISOString(),
});

/** A row of `billkit.accounts`. */
export interface AccountRow {
  account: string;
  run_id: string;
  vendor: string;
  contract: string;
  period_start: Date;
  period_end: Date;
  started_at: Date;
  round: string | null;
}

export const toRun = (row: AccountRow): Run => ({
  id: row.run_id,
  account: row.account,
  vendor: row.vendor,
  contract: row.contract,
  period: { start: row.period_start.toISOString(), end: row.period_end.toISOString() },
  startedAt: row.started_at.toISOString(),
  ...(row.round !== null && { round: row.round }),
});
