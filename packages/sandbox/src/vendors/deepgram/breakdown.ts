import { toAmount, toUnits } from "../../engine/amount.js";
import type { DeepgramUsage } from "./state.js";

/** The values that `grouping` can have. */
export type Dimension = "accessor" | "deployment" | "line_item" | "tags";

export interface UsageFilter {
  readonly accessor?: string | undefined;
  readonly deployment?: string | undefined;
  readonly line_item?: string | undefined;
  readonly tag?: string | undefined;
}

export function matchesFilter(usage: DeepgramUsage, filter: UsageFilter): boolean {
  return (
    (filter.accessor ?? usage.accessor) === usage.accessor &&
    (filter.deployment ?? usage.deployment) === usage.deployment &&
    (filter.line_item ?? usage.line_item) === usage.line_item &&
    (filter.tag === undefined || usage.tags.includes(filter.tag))
  );
}

/**
 * One result per day and group, by date. A field that the query doesn't group by is null. A group
 * by tags is the whole set of tags, in any order, so that nothing is counted twice.
 */
export function breakDown(usage: readonly DeepgramUsage[], grouping: readonly string[]) {
  const by = (dimension: Dimension) => grouping.includes(dimension);
  const groups = new Map<string, { units: number; grouping: ReturnType<typeof label> }>();
  const label = ({ date, accessor, deployment, line_item, tags }: DeepgramUsage) => ({
    start: date,
    end: date,
    accessor: by("accessor") ? accessor : null,
    deployment: by("deployment") ? deployment : null,
    line_item: by("line_item") ? line_item : null,
    tags: by("tags") ? tags : null,
  });
  for (const each of usage) {
    const grouping = label(each);
    const key = JSON.stringify({ ...grouping, tags: [...new Set(grouping.tags)].sort() });
    const group = groups.get(key) ?? { units: 0, grouping };
    groups.set(key, { ...group, units: group.units + toUnits(each.dollars) });
  }
  return [...groups.values()].map(({ units, grouping }) => ({
    dollars: toAmount(units),
    grouping,
  }));
}
