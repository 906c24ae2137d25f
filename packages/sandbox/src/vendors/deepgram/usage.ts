import { largestAmount, toAmount, toUnits } from "../../engine/amount.js";
import { dayMs, startOfDay, toDate } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import type { DeepgramBalance, DeepgramProject, DeepgramStream, DeepgramUsage } from "./state.js";

/** The most days that an outdated state catches up, so that no date makes a request endless. */
const longestGapMs = 1_000 * dayMs;

/**
 * The usage of the streams on the days from `start` to `end` (midnights, both included). A day's
 * cost depends only on the seed, project, stream and date, so it is the same in every response.
 */
export function usageOf(
  seed: number,
  projectId: string,
  streams: readonly DeepgramStream[],
  { start, end }: { start: number; end: number },
): DeepgramUsage[] {
  const usage: DeepgramUsage[] = [];
  for (let time = start; time <= end; time += dayMs) {
    const date = toDate(time);
    const weekend = [0, 6].includes(new Date(time).getUTCDay());
    for (const [index, { dailyDollars, ...labels }] of streams.entries()) {
      const random = new Seeded(seed, "usage", projectId, index, date);
      const used = random.next() < (weekend ? 0.6 : 0.95);
      const load = (weekend ? 0.2 : 0.7) + random.next() * 0.6;
      const units = Math.round(dailyDollars * load * 1e8);
      if (used && units > 0) {
        usage.push({ ...labels, tags: [...labels.tags], date, dollars: toAmount(units) });
      }
    }
  }
  return usage;
}

/**
 * Adds the usage of the project's streams for the days that have ended since the last call, as long
 * as sums stay exact.
 */
export function advanceUsage({ seed, clock }: World, project: DeepgramProject): void {
  const yesterday = startOfDay(clock.now()) - dayMs;
  const until = Math.max(
    Date.parse(project.usedUntil ?? toDate(yesterday)),
    yesterday - longestGapMs,
  );
  if (until > yesterday) return;
  const period = { start: until + dayMs, end: yesterday };
  const made = usageOf(seed, project.project_id, project.streams, period);
  let room = made.length === 0 ? 0 : roomFor(project);
  for (const usage of made) {
    const units = toUnits(usage.dollars);
    if (units > room) continue;
    room -= units;
    addUsage(project, usage);
  }
  project.usedUntil = toDate(yesterday);
}

/**
 * How much more can be used, in 10⁻⁸ dollars, so that usage still has an exact sum and balances
 * stay in range.
 */
export function roomFor({ usage, balances }: DeepgramProject): number {
  const largest = toUnits(largestAmount);
  const used = usage.reduce((sum, { dollars }) => sum + toUnits(dollars), 0);
  const credit = balances.flatMap(({ units, amount }) => (units === "usd" ? toUnits(amount) : []));
  const last = credit.pop();
  const before = credit.reduce((sum, units) => sum + Math.max(units, 0), 0);
  return Math.min(largest - used, last === undefined ? largest : before + last + largest);
}

/** Adds usage, which is deducted from the balances. */
export function addUsage(project: DeepgramProject, usage: DeepgramUsage): void {
  // From the end, where most usage belongs.
  let at = project.usage.length;
  while (at > 0 && (project.usage[at - 1]?.date ?? "") > usage.date) at -= 1;
  project.usage.splice(at, 0, usage);
  payFrom(project.balances, toUnits(usage.dollars));
}

/**
 * Deducts 10⁻⁸ dollars from the dollar balances, one after the other; only the last goes below 0.
 */
function payFrom(balances: readonly DeepgramBalance[], units: number): void {
  const inDollars = balances.filter((balance) => balance.units === "usd");
  let due = units;
  for (const [index, balance] of inDollars.entries()) {
    const amount = toUnits(balance.amount);
    const taken = index === inDollars.length - 1 ? due : Math.min(due, Math.max(amount, 0));
    balance.amount = toAmount(amount - taken);
    due -= taken;
  }
}
