/** A field of an answer as a cell of a table; `-` is a field that the service left out. */
import { decimal, readable, type Figure } from "../common/money.js";
import { harmless } from "./text.js";

const absent = "-";

/** What a service sends instead of a string is shown as it is sent. */
export function text(value: unknown): string {
  if (value === undefined || value === null || value === "") return absent;
  return harmless(typeof value === "string" ? value : JSON.stringify(value));
}

/** A figure with all its digits, money with two decimals at least; as sent when it is no number. */
export function figure(value: Figure | null | undefined, unit = ""): string {
  if (value === undefined || value === null) return absent;
  const exact = decimal(value);
  if (exact === undefined) return text(value);
  return readable(exact, isCurrency(unit) ? 2 : 0);
}

/** Units are currency codes (`usd`, `EUR`) or words (`hour`, `seat`). */
function isCurrency(unit: string): boolean {
  return /^[a-z]{3}$/i.test(unit);
}

/** The day of a date-time, in the zone that it was sent in. */
export function day(dateTime: string | null | undefined): string {
  return /^\d{4}-\d\d-\d\d/.exec(dateTime ?? "")?.[0] ?? text(dateTime);
}
