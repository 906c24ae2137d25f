import { besideUnion, type Union } from "./collect.js";
import type { Context, Pair } from "./context.js";
import type { Place } from "./place.js";
import { type Shape, shapeOf } from "./shape.js";
import { meaningOf, signatureOf } from "./signature.js";
import { step } from "./trail.js";
import { fromTo, groupBy, typeWords } from "./words.js";

/** An alternative of a union, or a schema that is none. */
interface Form {
  readonly sources: readonly Place[];
  readonly shape: Shape;
  readonly signature: string;
  readonly words: string;
}

/** Compares unions, or a union and a plain schema, alternative by alternative in any order. */
export function compareForms(context: Context, pair: Pair): void {
  const { old, now, trail } = pair;
  const at = { old: placeOf(old), now: placeOf(now) };
  // Several unions at once are only tested for equality: no generated type needs more.
  if (old.unions.length > 1 || now.unions.length > 1) {
    if (signatureOf(old.sources) === signatureOf(now.sources)) return;
    const text = `the combined unions of ${context.say(pair)} have changed`;
    context.report.add("not-understood", at, [at.old.value, at.now.value], text);
    return;
  }
  compareDiscriminator(context, pair);
  compareSpelling(context, pair);
  const [before, after] = [formsOf(old), formsOf(now)];
  const { pairs, gone, added } = match(before, after);
  const subject = context.say(pair);
  if (pairs.length === 0) {
    const [was, is] = [before, after].map((forms) => forms.map(({ words }) => words).join(" or "));
    const text = `${subject} was ${was} and is now ${is}`;
    context.report.add(context.sided("type-changed", pair), at, [at.old.value, at.now.value], text);
    return;
  }
  for (const [was, is] of pairs)
    context.schemas(was.sources, is.sources, step(trail, { kind: "form", name: was.words }));
  for (const { shape, words } of gone) {
    const isListed = trail.side === "response" && isCompared(shape, after);
    context.report.add(
      isListed ? "response-values-removed" : context.sided("form-removed", pair),
      { ...at, old: shape.at },
      [shape.at.value],
      `${subject} is no longer ${words}`,
    );
  }
  for (const { shape, words } of added)
    context.report.add(
      context.sided("form-added", pair),
      { ...at, now: shape.at },
      [undefined, shape.at.value],
      `${subject} can now be ${words}`,
    );
}

/** Whether it lists values, which code compares with, of a type that no other alternative has. */
function isCompared({ parts, fields, types }: Shape, others: readonly Form[]): boolean {
  const isListed = parts.some(({ object }) => object.enum ?? object.const);
  const known = others.flatMap((other) => other.shape.types);
  return isListed && fields.size === 0 && !types.some((type) => known.includes(type));
}

/** Compares what tells the alternatives of two unions apart. */
function compareDiscriminator(context: Context, pair: Pair): void {
  const [was, is] = [pair.old.unions[0], pair.now.unions[0]];
  if (!was || !is) return;
  const sides = [was.discriminator, is.discriminator] as const;
  const [before, after] = sides.map((each) => each?.text("propertyName"));
  const [oldValues, newValues] = [valuesOf(was), valuesOf(is)];
  const moved = [...oldValues].find(([name, value]) => (newValues.get(name) ?? value) !== value);
  if (before === after && !moved) return;
  const change =
    before === after && moved
      ? `the value of \`${moved[0]}\` among the alternatives of ${context.say(pair)} ${fromTo(moved[1], newValues.get(moved[0]))}`
      : `the discriminator of ${context.say(pair)} ${fromTo(before, after)}`;
  const near = { old: pair.old.at, now: pair.now.at };
  context.report.part("discriminator-changed", ...sides, near, change);
}

/** The values of each named alternative: what the mapping says, or the schema's own name. */
function valuesOf({ members, discriminator }: Union): Map<string, string> {
  const mapping = discriminator?.get("mapping");
  const nameOf = (reference = ""): string => reference.replace("#/components/schemas/", "");
  const mapped = groupBy(mapping?.members().keys() ?? [], (value) => nameOf(mapping?.text(value)));
  const names = members.map((member) => nameOf(member.text("$ref"))).filter(Boolean);
  return new Map(names.map((name) => [name, mapped.get(name)?.join(" or ") ?? name]));
}

function compareSpelling(context: Context, pair: Pair): void {
  const [was, is] = [pair.old.unions[0], pair.now.unions[0]];
  if (!was || !is || was.keyword === is.keyword) return;
  context.report.add(
    "union-respelled",
    { old: was.place.near(was.keyword), now: is.place.near(is.keyword) },
    [was.keyword, is.keyword],
    `the alternatives of ${context.say(pair)} were \`${was.keyword}\` and are now \`${is.keyword}\``,
  );
}

function formsOf(shape: Shape): Form[] {
  const list = shape.forms.length > 0 ? shape.forms : [alone(shape)];
  return list.map((sources) => {
    const form = shapeOf(sources);
    const [name] = form.names;
    const words = name === undefined ? typeWords(form.types) : `\`${name}\``;
    return { sources, shape: form, signature: signatureOf(sources), words };
  });
}

/** A plain schema as an alternative, without what is stated for the place. */
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
  const pass = (keyOf: (form: Form) => string | undefined, isUnique = false): void => {
    const others = groupBy(added, keyOf);
    for (const [key, forms] of groupBy(gone, keyOf)) {
      const partners = others.get(key) ?? [];
      if (isUnique && (forms.length > 1 || partners.length > 1)) continue;
      for (const [index, form] of forms.entries()) {
        const partner = partners[index];
        if (!partner) break;
        pairs.push([form, partner]);
        gone.delete(form);
        added.delete(partner);
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

function kindOf({ shape }: Form): string {
  return shape.types.join() || (shape.fields.size > 0 ? "object" : meaningOf(shape.at));
}

function placeOf({ unions: [union], at }: Shape): Place {
  return union ? union.place.near(union.keyword) : at;
}
