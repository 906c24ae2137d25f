import { dayMs, toDate } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";

/** How one kind of use of a project is billed, and how it is labelled. */
export interface UsageStream {
  readonly accessor: string;
  readonly deployment: string;
  readonly line_item: string;
  readonly tags: readonly string[];
  /** About what a busy day costs, in US dollars. */
  readonly dailyDollars: number;
}

/** What one stream cost on one day. */
export interface UsageDay extends UsageStream {
  /** `2026-06-01` */
  readonly date: string;
  /** In 10⁻⁸ US dollars, above 0. */
  readonly units: number;
}

/**
 * The days from `start` to `end` (midnights, both included) on which a stream was used. A day's cost
 * depends on the seed, project, stream and date alone, so that it is the same in every answer.
 */
export function usageDays(
  seed: number,
  projectId: string,
  streams: readonly UsageStream[],
  { start, end }: { start: number; end: number },
): UsageDay[] {
  const days: UsageDay[] = [];
  for (let time = start; time <= end; time += dayMs) {
    const date = toDate(time);
    const weekend = [0, 6].includes(new Date(time).getUTCDay());
    for (const [index, stream] of streams.entries()) {
      const random = new Seeded(seed, "usage", projectId, index, date);
      const used = random.next() < (weekend ? 0.6 : 0.95);
      const load = (weekend ? 0.2 : 0.7) + random.next() * 0.6;
      const units = Math.round(stream.dailyDollars * load * 1e8);
      if (used && units > 0) days.push({ ...stream, date, units });
    }
  }
  return days;
}
