import type { Comparison, Pair } from "./compare.js";
import { differing } from "./differing.js";
import { compareEnum } from "./enum.js";
import type { Place } from "./place.js";
import { compareRanges } from "./range.js";
import { say } from "./say.js";
import { placeLike, type Shape, UNDERSTOOD } from "./shape.js";

/** Compares what holds of a plain value besides its type, fields and items. */
export function compareKeywords(comparison: Comparison, pair: Pair): void {
  compareEnum(comparison, pair);
  compareRanges(comparison, pair);
  compareFormat(comparison, pair);
  comparePattern(comparison, pair);
  compareBaseDiscriminator(comparison, pair);
  compareUnknown(comparison, pair);
}

function compareFormat(comparison: Comparison, pair: Pair): void {
  const { old, new: now } = pair;
  const [was, is] = differing(pair, "format");
  if (!was && !is) return;
  const finding = found(comparison, pair, "format", was, is);
  if (isNumber(old) && isNumber(now))
    comparison.report.add({ rule: "number-format-changed", ...finding });
  else comparison.sided(was && is ? "format-changed" : tighter(is), pair, finding);
}

function comparePattern(comparison: Comparison, pair: Pair): void {
  const [was, is] = differing(pair, "pattern");
  if (!was && !is) return;
  const finding = found(comparison, pair, "pattern", was, is);
  comparison.sided(was && is ? "pattern-changed" : tighter(is), pair, finding);
}

/** Of a schema that is no union itself: what tells apart those that are made from it. */
function compareBaseDiscriminator(comparison: Comparison, pair: Pair): void {
  const [was, is] = differing(pair, "discriminator");
  if (!was && !is) return;
  const finding = found(comparison, pair, "discriminator", was, is);
  comparison.report.add({ rule: "discriminator-changed", ...finding });
}

/** Extensions of others say nothing that is generated; the rest is for a person. */
function compareUnknown(comparison: Comparison, pair: Pair): void {
  const { old, new: now } = pair;
  const keys = new Set([...old.parts, ...now.parts].flatMap(({ object }) => Object.keys(object)));
  for (const key of [...keys].filter((one) => !UNDERSTOOD.has(one)).sort()) {
    const [was, is] = differing(pair, key);
    if (!was && !is) continue;
    const rule =
      key.startsWith("x-") && !key.startsWith("x-billkit-")
        ? "extension-changed"
        : "not-understood";
    comparison.report.add({ rule, ...found(comparison, pair, key, was, is) });
  }
  const never = (shape: Shape): Place | undefined =>
    shape.parts.find(({ value }) => typeof value !== "object");
  if (!never(old) !== !never(now))
    comparison.report.add({
      rule: "not-understood",
      ...found(comparison, pair, "false", never(old), never(now)),
    });
}

function found(
  comparison: Comparison,
  pair: Pair,
  keyword: string,
  was: Place | undefined,
  is: Place | undefined,
) {
  const change = !was
    ? `is new, ${say(is?.value)}`
    : !is
      ? "is gone"
      : `was ${say(was.value)} and is now ${say(is.value)}`;
  return {
    at: { old: was ?? placeLike(is, pair.old), new: is ?? placeLike(was, pair.new) },
    old: was?.value,
    new: is?.value,
    text: `${article(keyword)} of ${comparison.say(pair)} ${change}`,
  };
}

function article(keyword: string): string {
  return UNDERSTOOD.has(keyword) ? `the ${keyword}` : `the keyword \`${keyword}\``;
}

function tighter(is: Place | undefined): "range-tightened" | "range-loosened" {
  return is ? "range-tightened" : "range-loosened";
}

function isNumber({ types }: Shape): boolean {
  return types.length > 0 && types.every((type) => type === "number" || type === "integer");
}
