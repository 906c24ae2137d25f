import type { Seeded } from "./seeded.js";

/** A resolved schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A number that a schema allows; undefined if its limits leave none. */
export function numberOf(schema: Schema, type: string, random: Seeded): number | undefined {
  const step = figure(schema.multipleOf) ?? (type === "integer" ? 1 : 0.01);
  const above = figure(schema.exclusiveMinimum);
  const below = figure(schema.exclusiveMaximum);
  const low = Math.max(
    figure(schema.minimum) ?? -Infinity,
    above === undefined ? -Infinity : above + step,
  );
  const high = Math.min(
    figure(schema.maximum) ?? Infinity,
    below === undefined ? Infinity : below - step,
  );
  const from = Number.isFinite(low)
    ? low
    : Number.isFinite(high)
      ? Math.min(high - 1000 * step, 1)
      : 1;
  const to = Math.min(high, from + 1000 * step);
  const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
  if (first > last) return from <= high ? from : undefined;
  return Number((random.integer(first, last) * step).toPrecision(12));
}

/** The value of a numeric keyword. */
export function figure(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
