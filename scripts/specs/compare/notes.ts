import { PROSE } from "./collect.js";
import type { Context, Pair } from "./context.js";
import type { Place, Sides } from "./place.js";
import { type Report, samePlace } from "./report.js";
import { factOf, placeLike } from "./shape.js";
import { meaningOf } from "./signature.js";
import { format, fromTo } from "./words.js";

/** Compares notes on a value: prose, default, deprecation, access. */
export function compareNotes(context: Context, pair: Pair): void {
  const subject = (): string => context.say(pair);
  for (const [key, was, is] of differingProse(pair.old.parts, pair.now.parts)) {
    const near = { old: placeLike(is, pair.old), now: placeLike(was, pair.now) };
    context.report.part("prose-changed", was, is, near, proseText(key, subject(), was, is));
  }
  compareDefault(context, pair);
  compareFlag(context, pair, "deprecated", "deprecated");
  compareFlag(context, pair, "readOnly", "read-only");
  compareFlag(context, pair, "writeOnly", "write-only");
}

function compareFlag(
  context: Context,
  pair: Pair,
  key: "deprecated" | "readOnly" | "writeOnly",
  word: string,
): void {
  const [was, is] = [factOf(pair.old, key), factOf(pair.now, key)];
  const on = is?.value === true;
  if ((was?.value === true) === on) return;
  const text = `${context.say(pair)} is ${on ? "now" : "no longer"} ${word}`;
  context.fact(flagRule(key, pair.trail.side, on), pair, was, is, text);
}

function flagRule(key: string, side: string, on: boolean) {
  if (key === "deprecated") return on ? "field-deprecated" : "field-reinstated";
  if (key === "readOnly" && side === "request")
    return on ? "request-field-read-only" : "request-field-writable";
  if (key === "writeOnly" && side === "response")
    return on ? "response-field-write-only" : "response-field-readable";
  return "field-access-noted";
}

function compareDefault(context: Context, pair: Pair): void {
  const [was, is] = [factOf(pair.old, "default"), factOf(pair.now, "default")];
  if (samePlace(was, is)) return;
  const subject = context.say(pair);
  const text = !was
    ? `${subject} now has the default ${format(is?.value)}`
    : is
      ? `the default of ${subject} ${fromTo(was.value, is.value)}`
      : `${subject} no longer has the default ${format(was.value)}`;
  context.fact(context.sided("default-changed", pair), pair, was, is, text);
}

/** Compares the prose of something that is no schema. */
export function compareProse(report: Report, at: Sides<Place>, subject: string): void {
  for (const [key, was, is] of differingProse([at.old], [at.now]))
    report.part("prose-changed", was, is, at, proseText(key, subject, was, is));
}

type Prose = [string, Place | undefined, Place | undefined];

/** Each kind of prose that differs, where the outermost part that has any counts. */
function differingProse(old: readonly Place[], now: readonly Place[]): Prose[] {
  const find = (parts: readonly Place[], key: string): Place | undefined =>
    parts.map((part) => part.get(key)).find((place) => place !== undefined);
  return [...PROSE]
    .sort()
    .map((key): Prose => [key, find(old, key), find(now, key)])
    .filter(([, was, is]) => !samePlace(was, is));
}

function proseText(key: string, subject: string, was?: Place, is?: Place): string {
  return `the ${key} of ${subject} ${changeWords(was, is)}`;
}

/** "is new", "has changed" or "is gone". */
export function changeWords(was: unknown, is: unknown): string {
  return !was ? "is new" : is ? "has changed" : "is gone";
}

const CHARGES = ["x-billkit-amount", "x-billkit-charges", "x-billkit-view"];

/** Extensions of others change nothing that is generated. */
export function unknownRule(
  key: string,
): "charges-changed" | "extension-changed" | "not-understood" {
  if (CHARGES.includes(key)) return "charges-changed";
  return key.startsWith("x-") && !key.startsWith("x-billkit-")
    ? "extension-changed"
    : "not-understood";
}

/** Compares the keys that no other comparison reads. */
export function compareUnread(
  report: Report,
  at: Sides<Place>,
  read: ReadonlySet<string>,
  subject: string,
): void {
  const keys = new Set([...Object.keys(at.old.object), ...Object.keys(at.now.object)]);
  for (const key of [...keys].filter((one) => !read.has(one)).sort()) {
    const [was, is] = [at.old.get(key), at.now.get(key)];
    if ((was && meaningOf(was)) === (is && meaningOf(is))) continue;
    report.part(unknownRule(key), was, is, at, `\`${key}\` of ${subject} ${changeWords(was, is)}`);
  }
}
