import type { RuleId } from "../rate/rules.js";
import type { Comparison, Pair } from "./comparison.js";
import { compareEnum } from "./values.js";
import { compareFacts, type Facets, flag, isOn, PROSE_FACETS } from "./facts.js";
import { compareFields } from "./fields.js";
import { compareForms } from "./forms.js";
import { compareLimits, LIMIT_KEYWORDS } from "./limits.js";
import type { Place } from "./place.js";
import { INERT, type Shape, STRUCTURE } from "./shape.js";
import { each, type Sides } from "./sides.js";
import { type Direction, inner } from "./words.js";

/** Compares two schemas of one value. */
export function compareSchemas(comparison: Comparison, pair: Pair): void {
  const { shapes, trail } = pair;
  const subject = (): string => comparison.describe(trail);
  compareFacts(comparison, shapes, NOTES[trail.side], subject);
  compareNull(comparison, pair);
  const [old, now] = shapes;
  const isUnion = old.unions.length + now.unions.length > 0;
  if (isUnion || old.types.join() !== now.types.join()) {
    compareForms(comparison, pair);
    return;
  }
  compareEnum(comparison, pair);
  compareLimits(comparison, pair);
  compareFacts(comparison, shapes, constraints(pair), subject);
  compareFields(comparison, pair);
  const at = each(shapes, (shape) => shape.at);
  const items = each(shapes, (shape) => shape.schemas("items"));
  comparison.schemas(items, at, inner(trail, `each of ${trail.subject}`));
  if (old.closed || now.closed) return;
  const values = each(shapes, (shape) => shape.schemas("additionalProperties"));
  comparison.schemas(values, at, inner(trail, `each value of ${trail.subject}`));
}

function compareNull(comparison: Comparison, { shapes, trail }: Pair): void {
  const values = each(shapes, ({ nullable }) => nullable);
  const [was, is] = values;
  if (was === is) return;
  const change = each(shapes, ({ nullable, nullAt }) => (nullable ? nullAt : undefined));
  const text = `${comparison.describe(trail)} can ${is ? "now" : "no longer"} be null`;
  const rule = `${trail.side}-null-${is ? "added" : "removed"}` as const;
  comparison.add(rule, change, shapes, text, { values });
}

/** Notes on a value, whatever its type. */
function notes(side: Direction): Facets {
  const [ignored, isSent] = ["field-access-noted", side === "request"] as const;
  return {
    ...PROSE_FACETS,
    "*": null,
    default: { rule: `${side}-default-changed`, isOutermost: true },
    deprecated: flag("deprecated", "field-deprecated", "field-reinstated"),
    readOnly: isSent
      ? flag("read-only", "request-field-read-only", "request-field-writable")
      : flag("read-only", ignored, ignored),
    writeOnly: isSent
      ? flag("write-only", ignored, ignored)
      : flag("write-only", "response-field-write-only", "response-field-readable"),
  };
}

const NOTES = { request: notes("request"), response: notes("response") };
const ELSEWHERE: Facets = Object.fromEntries(
  [...INERT, ...STRUCTURE, ...LIMIT_KEYWORDS, "enum", "const"].map((key) => [key, null]),
);

/** Constraints on values of the same types. */
function constraints({ shapes, trail: { side } }: Pair): Facets {
  const tightened = ([, is]: Sides<unknown>): RuleId =>
    `${side}-range-${is ? "tightened" : "loosened"}`;
  const another =
    (rule: RuleId) =>
    ([was, is]: Sides<unknown>): RuleId =>
      was && is ? rule : tightened([was, is]);
  const areNumbers = shapes.every(isNumber);
  return {
    ...ELSEWHERE,
    format: { rule: areNumbers ? "number-format-changed" : another(`${side}-format-changed`) },
    pattern: { rule: another(`${side}-pattern-changed`) },
    // Without a union, it tells apart the schemas that extend this one.
    discriminator: { rule: "discriminator-changed" },
    uniqueItems: { rule: tightened, read: isOn },
    // Every multiple of 10 is one of 5; neither 4 nor 6 includes the other.
    multipleOf: {
      rule: ([was, is]) => tightened([was, is && was && isMultiple(was, is) ? undefined : is]),
    },
  };
}

function isNumber({ types }: Shape): boolean {
  return types.length > 0 && types.every((type) => type === "number" || type === "integer");
}

/** As decimals: in binary, 0.05 is no multiple of 0.01. */
function isMultiple({ value }: Place, { value: of }: Place): boolean {
  return Number.isInteger(Number((Number(value) / Number(of)).toPrecision(15)));
}
