import type { Change } from "./change.js";

/** More patches of one kind than these are counted rather than listed. */
const MAX_PATCHES = 5;

/** Changes to be shown one by one, and lines that count those that come in numbers. */
export function brief(changes: readonly Change[]): { shown: Change[]; counted: string[] } {
  const byRule = new Map<Change["rule"], Change[]>();
  for (const change of changes)
    byRule.set(change.rule, [...(byRule.get(change.rule) ?? []), change]);
  const shown: Change[] = [];
  const counted: string[] = [];
  for (const [rule, list] of byRule) {
    if (list[0]?.level !== "patch" || list.length <= MAX_PATCHES) shown.push(...list);
    else counted.push(`${list.length} places of ${rule}`);
  }
  return { shown: changes.filter((change) => shown.includes(change)), counted };
}
