import { toAmount } from "../../engine/amount.js";
import type { UsageDay } from "./usage.js";

/** The names that `grouping` may hold. */
export type Dimension = "accessor" | "deployment" | "line_item" | "tags";

export interface UsageFilter {
  readonly accessor?: string | undefined;
  readonly deployment?: string | undefined;
  readonly line_item?: string | undefined;
  readonly tag?: string | undefined;
}

export function matchesFilter(day: UsageDay, filter: UsageFilter): boolean {
  return (
    (filter.accessor ?? day.accessor) === day.accessor &&
    (filter.deployment ?? day.deployment) === day.deployment &&
    (filter.line_item ?? day.line_item) === day.line_item &&
    (filter.tag === undefined || day.tags.includes(filter.tag))
  );
}

/**
 * One result a day and group. A field by which the query does not group is null; a group by tags is
 * the whole set of tags, so that nothing is counted twice.
 */
export function breakDown(days: readonly UsageDay[], grouping: readonly string[]) {
  const by = (dimension: Dimension) => grouping.includes(dimension);
  const groups = new Map<string, { units: number; grouping: ReturnType<typeof label> }>();
  const label = (day: UsageDay) => ({
    start: day.date,
    end: day.date,
    accessor: by("accessor") ? day.accessor : null,
    deployment: by("deployment") ? day.deployment : null,
    line_item: by("line_item") ? day.line_item : null,
    tags: by("tags") ? day.tags : null,
  });
  for (const day of days) {
    const grouping = label(day);
    const key = JSON.stringify(grouping);
    groups.set(key, { units: (groups.get(key)?.units ?? 0) + day.units, grouping });
  }
  return [...groups.values()].map(({ units, grouping }) => ({
    dollars: toAmount(units),
    grouping,
  }));
}
