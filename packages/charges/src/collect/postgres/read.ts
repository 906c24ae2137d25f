import type { PoolClient } from "pg";
import type { PartitionKey } from "../../partition.js";
import type { PartitionRow } from "./records.js";

/** The accounts that have a record: a user removes that of a renamed one. */
export async function withRecord(client: PoolClient, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ account: string }>(
    "SELECT account FROM billkit.accounts WHERE account = ANY($1)",
    [names],
  );
  return rows.map(({ account }) => account).sort();
}

/** Ids of the rows that a partition has now. */
export async function idsOf(client: PoolClient, key: PartitionKey): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM billkit.charges
     WHERE vendor = $1 AND account_id = $2 AND view = $3 AND billing_period_start = $4`,
    [key.vendor, key.accountId, key.view, key.billingPeriodStart],
  );
  return rows.map(({ id }) => id);
}

/** A partition's record, even if it is gone. */
export async function select(
  client: PoolClient,
  key: PartitionKey,
): Promise<PartitionRow | undefined> {
  const { rows } = await client.query<PartitionRow>(
    `SELECT * FROM billkit.partitions
     WHERE vendor = $1 AND account_id = $2 AND view = $3 AND billing_period_start = $4`,
    [key.vendor, key.accountId, key.view, key.billingPeriodStart],
  );
  return rows[0];
}
