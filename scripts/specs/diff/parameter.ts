import type { Comparison } from "./compare.js";
import { compareProse } from "./notes.js";
import type { Place } from "./place.js";
import { shapeOf } from "./shape.js";
import { compareUnread } from "./unread.js";

const READ = new Set([
  ...["name", "in", "required", "deprecated", "description", "example", "examples", "schema"],
  ...["style", "explode", "allowReserved"],
]);

/** Compares two parameters of one name. */
export function compareParameter(comparison: Comparison, id: string, old: Place, now: Place): void {
  const { report } = comparison;
  const at = { old, new: now };
  const subject = `\`${now.text("name")}\` of ${id}`;
  const [was, is] = [old.text("in"), now.text("in")];
  if (was !== is)
    report.add({
      rule: "parameter-place-changed",
      at: { old: old.near("in"), new: now.near("in") },
      old: was,
      new: is,
      text: `${subject} was sent in ${was} and is now sent in ${is}`,
    });
  for (const key of ["required", "deprecated"] as const) {
    const [on, wasOn] = [now, old].map((place) => place.object[key] === true);
    if (on === wasOn) continue;
    const rules = {
      required: on ? "parameter-required" : "parameter-optional",
      deprecated: on ? "parameter-deprecated" : "parameter-reinstated",
    } as const;
    const word = {
      required: on ? "now required" : "now optional",
      deprecated: on ? "now deprecated" : "no longer deprecated",
    };
    report.add({
      rule: rules[key],
      at: { old: old.near(key), new: now.near(key) },
      old: wasOn,
      new: on,
      text: `${subject} is ${word[key]}`,
    });
  }
  compareStyle(comparison, subject, old, now);
  compareProse(report, [old], [now], at, subject);
  compareUnread(report, at, READ, subject);
  const [before, after] = [old.get("schema"), now.get("schema")];
  const root = { kind: "parameter", operation: id, name: now.text("name") } as const;
  comparison.schemas([before ?? old.here({})], [after ?? now.here({})], {
    side: "request",
    root,
    steps: [],
    named: undefined,
  });
}

function compareStyle(comparison: Comparison, subject: string, old: Place, now: Place): void {
  const [was, is] = [styleOf(old), styleOf(now)];
  // A single value is sent alike whether or not it would be taken apart.
  const keys = isSingle(old) && isSingle(now) ? ["style", "allowReserved"] : Object.keys(was);
  const own = (place: Place): boolean =>
    old.text("in") === now.text("in") || place.get("style") !== undefined;
  const changed = keys.filter((key) => was[key] !== is[key] && (own(old) || own(now)));
  for (const key of changed)
    comparison.report.add({
      rule: "parameter-style-changed",
      at: { old: old.near(key), new: now.near(key) },
      old: was[key],
      new: is[key],
      text: `the ${key} of ${subject} was \`${was[key]}\` and is now \`${is[key]}\``,
    });
}

function styleOf(parameter: Place): Record<string, string | boolean> {
  const { style, explode, allowReserved } = parameter.object;
  const inForm = ["query", "cookie"].includes(parameter.text("in"));
  const actual = typeof style === "string" ? style : inForm ? "form" : "simple";
  return {
    style: actual,
    explode: typeof explode === "boolean" ? explode : actual === "form",
    allowReserved: allowReserved === true,
  };
}

function isSingle(parameter: Place): boolean {
  const schema = parameter.get("schema");
  const types = schema ? shapeOf([schema]).types : [];
  return types.length > 0 && !types.includes("array") && !types.includes("object");
}
