import type { Comparison, Pair } from "./compare.js";
import { Place } from "./place.js";
import { PROSE } from "./collect.js";
import type { Report } from "./report.js";
import { say } from "./say.js";
import { factOf, placeLike, type Shape } from "./shape.js";
import { sameJson } from "../../common/json.js";

/** Compares what is said of a value rather than of its type: prose, default, deprecation, access. */
export function compareNotes(comparison: Comparison, pair: Pair): void {
  const { old, new: now } = pair;
  const subject = (): string => comparison.say(pair);
  compareProse(comparison.report, old.parts, now.parts, { old, new: now }, subject);
  compareDefault(comparison, pair, subject);
  const flag = (key: string) => {
    const [was, is] = [factOf(old, key), factOf(now, key)];
    const changed = (was?.value === true) !== (is?.value === true);
    const at = { old: was ?? placeLike(is, old), new: is ?? placeLike(was, now) };
    return { changed, on: is?.value === true, at, old: was?.value, new: is?.value };
  };

  const { changed, on, ...deprecated } = flag("deprecated");
  if (changed)
    comparison.report.add({
      rule: on ? "field-deprecated" : "field-reinstated",
      ...deprecated,
      text: `${subject()} is ${on ? "now" : "no longer"} deprecated`,
    });
  for (const key of ["readOnly", "writeOnly"]) {
    const { changed, on, ...rest } = flag(key);
    if (!changed) continue;
    const word = key === "readOnly" ? "read-only" : "write-only";
    const text = `${subject()} is ${on ? "now" : "no longer"} ${word}`;
    comparison.report.add({ rule: accessRule(key, pair.trail.side, on), ...rest, text });
  }
}

function accessRule(key: string, side: string, on: boolean) {
  if (key === "readOnly" && side === "request")
    return on ? "request-field-read-only" : "request-field-writable";
  if (key === "writeOnly" && side === "response")
    return on ? "response-field-write-only" : "response-field-readable";
  return "field-access-noted";
}

function compareDefault(comparison: Comparison, pair: Pair, subject: () => string): void {
  const [was, is] = [factOf(pair.old, "default"), factOf(pair.new, "default")];
  if (was && is ? sameJson(was.value, is.value) : was === is) return;
  const text = !was
    ? `${subject()} now has the default ${say(is?.value)}`
    : is
      ? `the default of ${subject()} was ${say(was.value)} and is now ${say(is.value)}`
      : `${subject()} no longer has the default ${say(was.value)}`;
  comparison.sided("default-changed", pair, {
    at: { old: was ?? placeLike(is, pair.old), new: is ?? placeLike(was, pair.new) },
    old: was?.value,
    new: is?.value,
    text,
  });
}

/** Prose of a node, where the outermost part that has any of a kind gives it. */
export function compareProse(
  report: Report,
  old: readonly Place[],
  now: readonly Place[],
  near: { old: Place | Shape; new: Place | Shape },
  subject: string | (() => string),
): void {
  for (const key of [...PROSE].sort()) {
    const find = (parts: readonly Place[]): Place | undefined =>
      parts.map((part) => part.get(key)).find((place) => place !== undefined);
    const [was, is] = [find(old), find(now)];
    if (was && is ? sameJson(was.value, is.value) : was === is) continue;
    report.add({
      rule: "prose-changed",
      at: { old: was ?? stand(is, near.old), new: is ?? stand(was, near.new) },
      old: was?.value,
      new: is?.value,
      text: `the ${key} of ${typeof subject === "string" ? subject : subject()} is ${!was ? "new" : is ? "another" : "gone"}`,
    });
  }
}

function stand(found: Place | undefined, near: Place | Shape): Place {
  return near instanceof Place ? near : placeLike(found, near);
}
