import type { PoolClient } from "pg";
import type { Charge, ChargeBody } from "@billkit/core/charges";
import type { PartitionKey } from "../../partition.js";
import type { Change } from "../revise.js";
import type { CollectedPartition, Partition, Run } from "../store.js";
import { chargeColumns, toRecord } from "./records.js";

const keyColumns = ["vendor", "account_id", "view", "billing_period_start"] as const;
const isKey = keyColumns.map((column, at) => `${column} = $${at + 1}`).join(" AND ");
const keyOf = (key: PartitionKey): string[] => [
  key.vendor,
  key.accountId,
  key.view,
  key.billingPeriodStart,
];
/** Rows of one INSERT: a statement has at most 1 GB. */
const batch = 2000;

/** A change's new rows, and those that they replace. */
export interface ChangeContent {
  readonly key: PartitionKey;
  readonly stored: Partition | undefined;
  /** Undefined for a removed partition. */
  readonly next: CollectedPartition | undefined;
  readonly bodies: ReadonlyMap<string, ChargeBody>;
}

/** Writes a change within the transaction. */
export async function writeChange(
  client: PoolClient,
  change: Change,
  content: ChangeContent,
): Promise<void> {
  const { key, stored, next, bodies } = content;
  if ("revisions" in change)
    for (const each of change.revisions)
      await insert(client, "revisions", { ...toColumns(each), ...keyRecord(key) });
  if ("partition" in change) await upsertPartition(client, change.partition);
  if (change.kind === "removed") {
    await client.query(
      `UPDATE billkit.partitions SET is_gone = true, accounts = '{}', revision = revision + 1 WHERE ${isKey}`,
      keyOf(key),
    );
    await client.query(`DELETE FROM billkit.charges WHERE ${isKey}`, keyOf(key));
    if (!stored?.final) await deleteEvidence(client, key);
  }
  if ((change.kind === "added" || change.kind === "replaced") && next !== undefined) {
    await client.query(`DELETE FROM billkit.charges WHERE ${isKey}`, keyOf(key));
    await insertRows(client, next.rows);
    // What final rows were read from proves the change.
    if (!stored?.final) await deleteEvidence(client, key);
    await insertEvidence(client, key, next.rows, bodies);
  }
}

async function deleteEvidence(client: PoolClient, key: PartitionKey): Promise<void> {
  await client.query(`DELETE FROM billkit.evidence WHERE ${isKey}`, keyOf(key));
}

async function insertRows(client: PoolClient, rows: readonly Charge[]): Promise<void> {
  for (let at = 0; at < rows.length; at += batch) {
    const records = rows.slice(at, at + batch).map(toRecord);
    await client.query(
      `INSERT INTO billkit.charges (${chargeColumns.names})
       SELECT ${chargeColumns.names} FROM json_to_recordset($1) AS row(${chargeColumns.types})`,
      [JSON.stringify(records)],
    );
  }
}

async function insertEvidence(
  client: PoolClient,
  key: PartitionKey,
  rows: readonly Charge[],
  bodies: ReadonlyMap<string, ChargeBody>,
): Promise<void> {
  for (const sha256 of new Set(rows.map(({ evidence }) => evidence.sha256))) {
    const body = bodies.get(sha256);
    if (body === undefined) continue;
    await insert(
      client,
      "evidence",
      {
        ...keyRecord(key),
        ...{ sha256, operation: body.operation, contract: body.contract, body: body.text },
        arguments: JSON.stringify(body.arguments),
        request_id: body.requestId ?? null,
      },
      "ON CONFLICT DO NOTHING",
    );
  }
}

async function upsertPartition(client: PoolClient, partition: Partition): Promise<void> {
  const record = {
    ...keyRecord(partition),
    billing_period_end: partition.billingPeriodEnd,
    is_gone: false,
    revision: partition.revision,
    content_hash: partition.contentHash,
    row_count: partition.rowCount,
    open_rows: partition.openRows,
    final: partition.final,
    totals: JSON.stringify(partition.totals),
    run_id: partition.runId,
    started_at: partition.startedAt,
    accounts: partition.accounts,
  };
  await insert(client, "partitions", record, upsert(keyColumns, record));
}

/** Records an account's latest run. */
export async function writeRun(client: PoolClient, run: Run): Promise<void> {
  const record = {
    account: run.account,
    run_id: run.id,
    vendor: run.vendor,
    contract: run.contract,
    period_start: run.period.start,
    period_end: run.period.end,
    started_at: run.startedAt,
    round: run.round ?? null,
  };
  await insert(client, "accounts", record, upsert(["account"], record));
}

/** Inserts one record; its keys are columns of ours, never a user's text. */
export async function insert(
  client: Pick<PoolClient, "query">,
  table: string,
  record: Readonly<Record<string, unknown>>,
  ending = "",
): Promise<void> {
  const places = Object.keys(record).map((_, at) => `$${at + 1}`);
  await client.query(
    `INSERT INTO billkit.${table} (${Object.keys(record).join(", ")}) VALUES (${places.join(", ")}) ${ending}`,
    Object.values(record),
  );
}

function upsert(conflict: readonly string[], record: object): string {
  const others = Object.keys(record).filter((column) => !conflict.includes(column));
  const updates = others.map((column) => `${column} = EXCLUDED.${column}`).join(", ");
  return `ON CONFLICT (${conflict.join(", ")}) DO UPDATE SET ${updates}`;
}

const keyRecord = (key: PartitionKey) => ({
  vendor: key.vendor,
  account_id: key.accountId,
  view: key.view,
  billing_period_start: key.billingPeriodStart,
});

const toColumns = (revision: {
  readonly revision: number;
  readonly currency: string;
  readonly amountBefore: string | null;
  readonly amountAfter: string | null;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly wasFinal: boolean;
  readonly runId: string;
  readonly revisedAt: string;
}) => ({
  revision: revision.revision,
  currency: revision.currency,
  amount_before: revision.amountBefore,
  amount_after: revision.amountAfter,
  rows_before: revision.rowsBefore,
  rows_after: revision.rowsAfter,
  was_final: revision.wasFinal,
  run_id: revision.runId,
  revised_at: revision.revisedAt,
});
