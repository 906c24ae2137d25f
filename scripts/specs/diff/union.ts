import type { Comparison, Pair } from "./compare.js";
import { compareDiscriminator } from "./discriminator.js";
import { besideUnion } from "./collect.js";
import type { Place } from "./place.js";
import { sayTypes } from "./say.js";
import { type Shape, shapeOf } from "./shape.js";
import { meaningOf, signatureOf } from "./signature.js";
import { step } from "./trail.js";

/** An alternative of a union, or the only one there is. */
interface Form {
  readonly sources: readonly Place[];
  readonly shape: Shape;
  readonly signature: string;
}

/** Compares unions, or a union and a plain schema, alternative by alternative in whatever order. */
export function compareForms(comparison: Comparison, pair: Pair): void {
  const { old, new: now, trail } = pair;
  if (old.unions.length > 1 || now.unions.length > 1) {
    compareSeveral(comparison, pair);
    return;
  }
  compareDiscriminator(comparison, pair);
  compareSpelling(comparison, pair);
  const [before, after] = [formsOf(old), formsOf(now)];
  const { pairs, gone, added } = match(before, after);
  if (pairs.length === 0) {
    comparison.sided("type-changed", pair, {
      at: { old: placeOf(old), new: placeOf(now) },
      old: placeOf(old).value,
      new: placeOf(now).value,
      text: `${comparison.say(pair)} was ${sayForms(before)} and is now ${sayForms(after)}`,
    });
    return;
  }
  for (const [was, is] of pairs)
    comparison.schemas(was.sources, is.sources, step(trail, { kind: "form", name: sayForm(was) }));
  for (const form of gone) {
    const finding = {
      at: { old: form.shape.at, new: placeOf(now) },
      old: form.shape.at.value,
      text: `${comparison.say(pair)} is no longer ${sayForm(form)}`,
    };
    if (trail.side === "response" && isCompared(form, after))
      comparison.report.add({ rule: "response-values-removed", ...finding });
    else comparison.sided("form-removed", pair, finding);
  }
  for (const form of added)
    comparison.sided("form-added", pair, {
      at: { old: placeOf(old), new: form.shape.at },
      new: form.shape.at.value,
      text: `${comparison.say(pair)} can now be ${sayForm(form)}`,
    });
}

/** Whether code compares with listed values, of a type that is none of the others'. */
function isCompared({ shape }: Form, others: readonly Form[]): boolean {
  const isListed = shape.parts.some(({ object }) => object.enum ?? object.const);
  const known = others.flatMap((other) => other.shape.types);
  return isListed && shape.fields.size === 0 && !shape.types.some((type) => known.includes(type));
}

/** More than one union at once says what no type of ours does: only equality is understood. */
function compareSeveral(comparison: Comparison, pair: Pair): void {
  const { old, new: now } = pair;
  if (signatureOf(old.sources) === signatureOf(now.sources)) return;
  comparison.report.add({
    rule: "not-understood",
    at: { old: placeOf(old), new: placeOf(now) },
    old: placeOf(old).value,
    new: placeOf(now).value,
    text: `the several unions of ${comparison.say(pair)} have changed`,
  });
}

function compareSpelling(comparison: Comparison, { old, new: now, ...pair }: Pair): void {
  const [was, is] = [old.unions[0], now.unions[0]];
  if (!was || !is || was.keyword === is.keyword) return;
  comparison.report.add({
    rule: "union-respelled",
    at: { old: was.place.near(was.keyword), new: is.place.near(is.keyword) },
    old: was.keyword,
    new: is.keyword,
    text: `the alternatives of ${comparison.say({ old, new: now, ...pair })} were \`${was.keyword}\` and are now \`${is.keyword}\``,
  });
}

function formsOf(shape: Shape): Form[] {
  const list = shape.forms.length > 0 ? shape.forms : [alone(shape)];
  return list.map((sources) => ({
    sources,
    shape: shapeOf(sources),
    signature: signatureOf(sources),
  }));
}

/** A plain schema as an alternative: what is said of the place is said of the union. */
function alone({ at, parts, names }: Shape): readonly Place[] {
  const [name] = names;
  if (name !== undefined) {
    const around = parts.filter(({ path }) => path[1] !== "schemas" || path[2] !== name);
    return [at.here({ $ref: `#/components/schemas/${name}` }), ...around.flatMap(besideUnion)];
  }
  const beside = parts.flatMap(besideUnion);
  return beside.length > 0 ? beside : [at.here({})];
}

/** Pairs alternatives: by name, by meaning, and at last the only two of a kind. */
function match(before: readonly Form[], after: readonly Form[]) {
  const pairs: [Form, Form][] = [];
  const gone = new Set(before);
  const added = new Set(after);
  const pass = (keyOf: (form: Form) => string | undefined, onlyTwo = false): void => {
    const [old, now] = [grouped(gone, keyOf), grouped(added, keyOf)];
    for (const [key, forms] of old) {
      const others = now.get(key) ?? [];
      if (onlyTwo && (forms.length > 1 || others.length > 1)) continue;
      for (const [index, form] of forms.entries()) {
        const other = others[index];
        if (!other) break;
        pairs.push([form, other]);
        gone.delete(form);
        added.delete(other);
      }
    }
  };
  const nameOf = ({ shape }: Form): string | undefined => shape.names[0];
  pass((form) => JSON.stringify([nameOf(form) ?? null, form.signature]));
  pass(nameOf);
  pass(({ signature }) => signature);
  pass(kindOf, true);
  return { pairs, gone, added };
}

function grouped(
  forms: Iterable<Form>,
  keyOf: (form: Form) => string | undefined,
): Map<string, Form[]> {
  const groups = new Map<string, Form[]>();
  for (const form of forms) {
    const key = keyOf(form);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(form);
    else if (key !== undefined) groups.set(key, [form]);
  }
  return groups;
}

function kindOf({ shape }: Form): string {
  return shape.types.join() || (shape.fields.size > 0 ? "object" : meaningOf(shape.at));
}

function placeOf({ unions, at }: Shape): Place {
  const [union] = unions;
  return union ? union.place.near(union.keyword) : at;
}

function sayForm({ shape }: Form): string {
  const [name] = shape.names;
  return name === undefined ? sayTypes(shape.types) : `\`${name}\``;
}

function sayForms(forms: readonly Form[]): string {
  return forms.map(sayForm).join(" or ");
}
