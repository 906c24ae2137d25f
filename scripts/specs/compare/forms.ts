import type { Comparison, Pair } from "./comparison.js";
import { meaningOf, signatureOf } from "./meaning.js";
import type { Place } from "./place.js";
import { besideUnion, Shape, type Union } from "./shape.js";
import { each, groupBy, pairUp, type Sides } from "./sides.js";
import { format, inner, typeWords } from "./words.js";

/** An alternative of a union, or a schema without any. */
type Form = ReturnType<typeof formsOf>[number];

/** Compares what a value can be: unions, lists of types, and plain schemas, in any order. */
export function compareForms(comparison: Comparison, { shapes, trail }: Pair): void {
  const [old, now] = shapes;
  const at = each(shapes, placeOf);
  // Several unions at once are only tested for equality: no generated type needs more.
  if (old.unions.length > 1 || now.unions.length > 1) {
    if (signatureOf(old.sources) === signatureOf(now.sources)) return;
    const about = `the combination of unions in ${comparison.describe(trail)}`;
    comparison.report("not-understood", at, at, about, { wording: "plain" });
    return;
  }
  compareUnions(comparison, { shapes, trail });
  const forms = each(shapes, formsOf);
  const isPlain = forms.every(({ length }) => length === 1);
  const { pairs, gone, added } = isPlain
    ? { pairs: [], gone: forms[0], added: forms[1] }
    : match(forms);
  const subject = comparison.describe(trail);
  if (pairs.length === 0) {
    const [was, is] = isPlain
      ? each(shapes, ({ types }) => typeWords(types))
      : each(forms, (all) => all.map(({ words }) => words).join(" or "));
    const [isNumber, isStill] = each(forms, (all) => all.some(({ shape }) => canAdd(shape)));
    const isSum = trail.side === "response" && isNumber && !isStill;
    const why = isSum ? "code that adds it up breaks" : undefined;
    const text = `${subject} was ${was} and is now ${is}`;
    comparison.add(`${trail.side}-type-changed`, at, at, text, { why });
    return;
  }
  for (const [was, is] of pairs)
    comparison.schemas(
      [was.shape.sources, is.shape.sources],
      [was.shape.at, is.shape.at],
      inner(trail, `the form ${was.words} of ${trail.subject}`),
    );
  for (const { shape, words } of gone) {
    const isListed = trail.side === "response" && isCompared(shape, forms[1]);
    const rule = isListed ? "response-values-removed" : (`${trail.side}-form-removed` as const);
    comparison.report(rule, [shape.at, undefined], at, subject, { wording: { now: words } });
  }
  for (const { shape, words } of added) {
    const text = `${subject} can now be ${words}`;
    comparison.add(`${trail.side}-form-added`, [undefined, shape.at], at, text);
  }
}

function canAdd({ types }: Shape): boolean {
  return types.includes("number") || types.includes("integer");
}

/** Whether it lists values, which code compares with, of a type that no other alternative has. */
function isCompared({ parts, fields, types }: Shape, others: readonly Form[]): boolean {
  const isListed = parts.some(({ object }) => object.enum ?? object.const);
  const known = others.flatMap(({ shape }) => shape.types);
  return isListed && fields.size === 0 && !types.some((type) => known.includes(type));
}

/** Compares the keyword and the discriminator of two unions. */
function compareUnions(comparison: Comparison, { shapes, trail }: Pair): void {
  const [[was], [is]] = each(shapes, ({ unions }) => unions);
  if (!was || !is) return;
  if (was.keyword !== is.keyword) {
    const at = each([was, is], ({ place, keyword }) => place.near(keyword));
    const values = [was.keyword, is.keyword] as const;
    const subject = `the keyword of the alternatives of ${comparison.describe(trail)}`;
    comparison.report("union-respelled", at, at, subject, { values });
  }
  const change = each([was, is], ({ place }) => place.get("discriminator"));
  const [before, after] = each(change, (place) => place?.text("propertyName"));
  const [oldValues, newValues] = each([was, is], valuesOf);
  const [moved] = [...oldValues].filter(
    ([name, value]) => (newValues.get(name) ?? value) !== value,
  );
  if (before === after && !moved) return;
  const [name, value] = before === after ? (moved ?? []) : [];
  const what = name === undefined ? "discriminator" : `value that stands for \`${name}\``;
  const [old, now] = name === undefined ? [before, after] : [value, newValues.get(name)];
  const text = `the ${what} of ${comparison.describe(trail)} was ${format(old)} and is now ${format(now)}`;
  comparison.add("discriminator-changed", change, shapes, text);
}

/** The values of each named alternative: from the mapping, or the schema's own name. */
function valuesOf({ members, place }: Union): Map<string, string> {
  const mapping = place.get("discriminator")?.get("mapping");
  const nameOf = (reference = ""): string => reference.replace("#/components/schemas/", "");
  const mapped = groupBy(mapping?.members().keys() ?? [], (value) => nameOf(mapping?.text(value)));
  const names = members.map((member) => nameOf(member.text("$ref"))).filter(Boolean);
  return new Map(names.map((name) => [name, mapped.get(name)?.join(" or ") ?? name]));
}

function formsOf(shape: Shape) {
  const { at, unions, types } = shape;
  const beside = besideUnion(shape);
  const [union] = unions;
  const lists = union
    ? union.members.map((member) => [member, ...beside])
    : types.length > 1
      ? types.map((type) => [at.here({ type }), ...beside])
      : [alone(shape, beside)];
  return lists.map((sources) => {
    const form = new Shape(sources);
    const [name] = form.names;
    const words = name === undefined ? typeWords(form.types) : `\`${name}\``;
    return { shape: form, signature: signatureOf(sources), words };
  });
}

/** A plain schema as an alternative, without what is stated for the place. */
function alone({ at, names: [name] }: Shape, beside: readonly Place[]): readonly Place[] {
  if (name === undefined) return beside.length > 0 ? beside : [at.here({})];
  const around = beside.filter(({ path }) => path[1] !== "schemas" || path[2] !== name);
  return [at.here({ $ref: `#/components/schemas/${name}` }), ...around];
}

/** Pairs alternatives: by name, by meaning, and finally the last two of a kind. */
function match(forms: Sides<readonly Form[]>) {
  const nameOf = ({ shape }: Form): string | undefined => shape.names[0];
  return pairUp(
    forms,
    [
      (form) => JSON.stringify([nameOf(form) ?? null, form.signature]),
      nameOf,
      ({ signature }) => signature,
    ],
    ({ shape }) => shape.types.join() || (shape.fields.size > 0 ? "object" : meaningOf(shape.at)),
  );
}

/** Where alternatives or types are stated. */
function placeOf(shape: Shape): Place {
  const [union] = shape.unions;
  return union?.place.near(union.keyword) ?? shape.all("type")[0] ?? shape.at;
}
