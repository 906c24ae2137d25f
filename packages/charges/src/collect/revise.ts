import type { Charge } from "@billkit/core/charges";
import type { PartitionKey } from "../partition.js";
import type {
  Partition,
  PartitionChange,
  PartitionSummary,
  Replacement,
  Revision,
  Run,
} from "./store.js";

/** What a run does to one partition. */
export type Change =
  | { readonly kind: "unchanged" | "outdated" }
  /** Its rows stay: only who sees it changes, or whether it is final. */
  | { readonly kind: "kept"; readonly partition: Partition }
  | {
      readonly kind: "added" | "replaced";
      readonly partition: Partition;
      readonly revisions: readonly Revision[];
    }
  | { readonly kind: "removed"; readonly revisions: readonly Revision[] };

/**
 * Compares a partition that a run read with the stored one.
 *
 * @param latest - the number of the partition's latest revision, even if it was removed
 */
export function revise(
  run: Run,
  next: PartitionSummary,
  stored: Partition | undefined,
  latest: number,
): Change {
  const { id: runId, startedAt, account } = run;
  const accounts = [...new Set([...(stored?.accounts ?? []), account])].sort();
  const isOutdated = stored !== undefined && stored.startedAt > startedAt;
  const isSame = stored?.contentHash === next.contentHash && stored.openRows === next.openRows;
  if (stored !== undefined && (isOutdated || isSame)) {
    // Rows can be final before their billing period is over.
    if (!isOutdated && stored.final !== next.final)
      return {
        kind: "kept",
        partition: { ...stored, final: next.final, runId, startedAt, accounts },
      };
    if (!stored.accounts.includes(account))
      return { kind: "kept", partition: { ...stored, accounts } };
    return { kind: isOutdated ? "outdated" : "unchanged" };
  }
  const isNew = stored === undefined && latest === 0;
  const isRevision = !isNew && stored?.contentHash !== next.contentHash;
  const revision = isRevision ? latest + 1 : latest;
  const partition = { ...summaryOf(next), revision, runId, startedAt, accounts };
  const revisions = isRevision ? revisionsOf(run, revision, stored, next) : [];
  return { kind: isNew ? "added" : "replaced", partition, revisions };
}

/** A partition without its rows, which a store has once. */
const summaryOf = (partition: PartitionSummary): PartitionSummary => ({
  vendor: partition.vendor,
  accountId: partition.accountId,
  view: partition.view,
  billingPeriodStart: partition.billingPeriodStart,
  billingPeriodEnd: partition.billingPeriodEnd,
  contentHash: partition.contentHash,
  rowCount: partition.rowCount,
  openRows: partition.openRows,
  final: partition.final,
  totals: partition.totals,
});

/** What a run does to a stored partition of its account that it didn't find. */
export function retire(run: Run, stored: Partition): Change {
  if (stored.startedAt > run.startedAt) return { kind: "outdated" };
  const accounts = stored.accounts.filter((name) => name !== run.account);
  // Another account still sees it.
  if (accounts.length > 0) return { kind: "kept", partition: { ...stored, accounts } };
  return { kind: "removed", revisions: revisionsOf(run, stored.revision + 1, stored, undefined) };
}

/** One revision per currency. */
function revisionsOf(
  run: Run,
  revision: number,
  before: Partition | undefined,
  after: PartitionSummary | undefined,
): Revision[] {
  const { vendor, accountId, view, billingPeriodStart } = (after ?? before) as PartitionKey;
  const totalOf = (summary: PartitionSummary | undefined, currency: string) =>
    summary?.totals.find((total) => total.currency === currency);
  const currencies = [...(before?.totals ?? []), ...(after?.totals ?? [])].map(
    ({ currency }) => currency,
  );
  return [...new Set(currencies)].sort().map((currency) => {
    const [was, is] = [totalOf(before, currency), totalOf(after, currency)];
    return {
      ...{ vendor, accountId, view, billingPeriodStart, revision, currency },
      amountBefore: was?.amount ?? null,
      amountAfter: is?.amount ?? null,
      rowsBefore: was?.count ?? 0,
      rowsAfter: is?.count ?? 0,
      wasFinal: before?.final ?? false,
      runId: run.id,
      revisedAt: run.startedAt,
    };
  });
}

/** Counts a run's changes. */
export function summarizeChanges(changes: readonly Change[]): Replacement {
  const count = (...kinds: Change["kind"][]): number =>
    changes.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    added: count("added"),
    replaced: count("replaced", "removed"),
    unchanged: count("unchanged", "kept"),
    outdated: count("outdated"),
    revisions: changes.flatMap((change) => ("revisions" in change ? change.revisions : [])),
  };
}

/** What a change means for a copy of the rows elsewhere; undefined if no row changes. */
export function changeOf(
  change: Change,
  { vendor, accountId, view, billingPeriodStart }: PartitionKey,
  rows: readonly Charge[],
  idsBefore: readonly string[],
): PartitionChange | undefined {
  if (!["added", "replaced", "removed"].includes(change.kind)) return undefined;
  const ids = new Set(rows.map(({ id }) => id));
  const removed = idsBefore.filter((id) => !ids.has(id));
  return { vendor, accountId, view, billingPeriodStart, rows, removed };
}

/** Whether a stored partition lies in the period that a run read. */
export const isInPeriod = ({ billingPeriodStart }: PartitionKey, { period }: Run): boolean =>
  billingPeriodStart >= period.start && billingPeriodStart < period.end;
