import { dayMs, startOfDay, toDate } from "./clock.js";
import { Seeded } from "./seeded.js";

/** Midnights (UTC) from `from` on, before `to`. */
export function daysBetween(from: number, to: number): number[] {
  const first = startOfDay(from);
  const count = Math.max(0, Math.ceil((to - first) / dayMs));
  return Array.from({ length: count }, (_, index) => first + index * dayMs);
}

/** Midnight (UTC) of the first day of the month of `time`, or of a month this much later. */
export function startOfMonth(time: number, monthsLater = 0): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1);
}

/** First days of the months from that of `from` to that of `to`. */
export function monthsBetween(from: number, to: number): number[] {
  const months: number[] = [];
  for (let month = startOfMonth(from); month <= to; month = startOfMonth(month, 1)) {
    months.push(month);
  }
  return months;
}

/** The epoch milliseconds of a date such as `2026-06-01`, or of a date and time. */
export function timeOf(date: string): number {
  return Date.parse(date);
}

/** `2026-06` */
export function toMonth(time: number): string {
  return toDate(time).slice(0, 7);
}

/**
 * The usage of a day: about `typical` on weekdays and a third on weekends. The same seed, name and
 * day return the same number.
 */
export function usedOn(seed: number, name: string, day: number, typical: number): number {
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  const share = new Seeded(seed, name, toDate(day)).integer(60, 140) / 100;
  return Math.round(typical * share * (isWeekend ? 0.33 : 1));
}
