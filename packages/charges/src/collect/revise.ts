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
  | { readonly kind: "unchanged" }
  /** A run that began later, at `by`, had written other rows. */
  | { readonly kind: "outdated"; readonly by: string }
  /** Its rows stay, perhaps because of a later run: only who sees it changes, or whether it is final. */
  | { readonly kind: "kept"; readonly partition: Partition; readonly by?: string }
  | {
      readonly kind: "added" | "replaced";
      readonly partition: Partition;
      readonly revisions: readonly Revision[];
    }
  | { readonly kind: "removed"; readonly revisions: readonly Revision[] };

/** A run that compares what it read with what is stored. */
export interface Reader extends Run {
  /** Epoch milliseconds, as it compares. */
  readonly now: number;
}

/** Clocks of machines that share a store differ by less. */
const clockDifferenceMs = 300_000;

/** When a partition's run began, if that was later than this one. A time in the future is a wrong clock's. */
function laterRun({ startedAt, now }: Reader, stored: Partition): string | undefined {
  const isAhead = Date.parse(stored.startedAt) > now + clockDifferenceMs;
  return stored.startedAt > startedAt && !isAhead ? stored.startedAt : undefined;
}

/**
 * Compares a partition that a run read with the stored one.
 *
 * @param latest - the number of the partition's latest revision, even if it was removed
 */
export function revise(
  run: Reader,
  next: PartitionSummary,
  stored: Partition | undefined,
  latest: number,
): Change {
  const isSame = stored?.contentHash === next.contentHash && stored.openRows === next.openRows;
  const by = stored && laterRun(run, stored);
  if (stored !== undefined && isSame) return confirm(run, next, stored, by);
  if (stored !== undefined && by !== undefined)
    return stored.accounts.includes(run.account)
      ? { kind: "outdated", by }
      : { kind: "kept", partition: { ...stored, accounts: accountsOf(run, stored) }, by };
  const isNew = stored === undefined && latest === 0;
  const isRevision = !isNew && stored?.contentHash !== next.contentHash;
  const revision = isRevision ? latest + 1 : latest;
  const { id: runId, startedAt } = run;
  const accounts = accountsOf(run, stored);
  const partition = { ...summaryOf(next), revision, runId, startedAt, accounts };
  const revisions = isRevision ? revisionsOf(run, revision, stored, next) : [];
  return { kind: isNew ? "added" : "replaced", partition, revisions };
}

/** What a run does to a partition whose rows are the stored ones. */
function confirm(run: Reader, next: PartitionSummary, stored: Partition, by?: string): Change {
  const { id: runId, startedAt } = run;
  // Rows can be final before their billing period is over. What was final stays so: either this clock is
  // behind or that one was ahead, and it's better to report one change too many than to miss one.
  const final = stored.final || next.final;
  // A wrong clock's time isn't kept.
  const isOld = by === undefined && (stored.final !== final || stored.startedAt > startedAt);
  if (!isOld && stored.accounts.includes(run.account)) return { kind: "unchanged" };
  const current = isOld ? { ...stored, final, runId, startedAt } : stored;
  return { kind: "kept", partition: { ...current, accounts: accountsOf(run, stored) } };
}

const accountsOf = ({ account }: Run, stored: Partition | undefined): readonly string[] =>
  [...new Set([...(stored?.accounts ?? []), account])].sort();

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
export function retire(run: Reader, stored: Partition): Change {
  const by = laterRun(run, stored);
  if (by !== undefined) return { kind: "outdated", by };
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
  const later = changes.flatMap((change) => ("by" in change && change.by ? [change.by] : []));
  const outdatedBy = later.sort().at(-1);
  const count = (...kinds: Change["kind"][]): number =>
    changes.filter(({ kind }) => kinds.includes(kind)).length;
  const added = count("added");
  const replaced = count("replaced", "removed");
  return {
    ...{ added, replaced, unchanged: changes.length - added - replaced - later.length },
    outdated: later.length,
    ...(outdatedBy !== undefined && { outdatedBy }),
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
