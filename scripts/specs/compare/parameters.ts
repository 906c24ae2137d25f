import type { Context } from "./context.js";
import { compareProse, compareUnread } from "./notes.js";
import type { Operation, OperationPair } from "./operation.js";
import type { Place, Sides } from "./place.js";
import { shapeOf } from "./shape.js";
import { signatureOf } from "./signature.js";
import { trailOf } from "./trail.js";
import { groupBy, renamedTo, renames } from "./words.js";

const READ = new Set([
  ...["name", "in", "required", "deprecated", "description", "example", "examples", "schema"],
  ...["style", "explode", "allowReserved"],
]);

/** Compares parameters by name; a change of their place in the request is a change of its own. */
export function compareParameters(context: Context, { id, old, now }: OperationPair): void {
  const { report } = context;
  const [before, after] = [parametersOf(old), parametersOf(now)];
  const lists = { old: old.place.near("parameters"), now: now.place.near("parameters") };
  const { gone, added, both } = match(before, after);
  const renamed = renames(meanings(gone), meanings(added));
  for (const was of gone) {
    const name = was.text("name");
    const text = `\`${name}\` of ${id} is gone${renamedTo(renamed.get(name))}`;
    report.part("parameter-removed", was, undefined, lists, text);
  }
  for (const is of added) {
    const isRequired = is.object.required === true;
    const rule = isRequired ? "required-parameter-added" : "parameter-added";
    const text = `\`${is.text("name")}\` of ${id} is new${isRequired ? " and required" : ""}`;
    report.part(rule, undefined, is, lists, text);
  }
  for (const at of both) compareParameter(context, id, at);
  const names = (places: readonly Place[]): string[] => places.map((place) => place.text("name"));
  const partnerOf = new Map(both.map((at) => [at.old, at.now]));
  const kept = new Set(partnerOf.values());
  const order = before.flatMap((place) => partnerOf.get(place) ?? []);
  if (names(order).join() !== names(after.filter((place) => kept.has(place))).join())
    report.add(
      "order-changed",
      lists,
      [names(before), names(after)],
      `the parameters of ${id} come in another order`,
    );
}

/** The operation's own parameters, and those of the path that it doesn't replace. */
function parametersOf({ place, item }: Operation): Place[] {
  const all = [...item.items("parameters"), ...place.items("parameters")];
  return [...new Map(all.map((raw) => raw.resolve()).map((each) => [keyOf(each), each])).values()];
}

function keyOf(parameter: Place): string {
  return `${parameter.text("in")} ${parameter.text("name")}`;
}

function match(before: readonly Place[], after: readonly Place[]) {
  const both: Sides<Place>[] = [];
  const gone = new Set(before);
  const added = new Set(after);
  for (const key of [keyOf, (parameter: Place) => parameter.text("name")]) {
    const partners = groupBy(added, key);
    for (const old of [...gone]) {
      const now = partners.get(key(old))?.shift();
      if (!now) continue;
      both.push({ old, now });
      gone.delete(old);
      added.delete(now);
    }
  }
  return { gone: [...gone], added: [...added], both };
}

function meanings(places: readonly Place[]): Map<string, string> {
  return new Map(
    places.map((place) => {
      const schema = place.get("schema");
      const meaning = `${place.text("in")} ${signatureOf(schema ? [schema] : [])}`;
      return [place.text("name"), meaning];
    }),
  );
}

function compareParameter(context: Context, id: string, at: Sides<Place>): void {
  const { report } = context;
  const { old, now } = at;
  const name = now.text("name");
  const subject = `\`${name}\` of ${id}`;
  const [was, is] = [old.text("in"), now.text("in")];
  const member = (key: string): Sides<Place> => ({ old: old.near(key), now: now.near(key) });
  if (was !== is)
    report.add(
      "parameter-place-changed",
      member("in"),
      [was, is],
      `${subject} was sent in ${was} and is now sent in ${is}`,
    );
  const flag = (key: "required" | "deprecated", on: Flag, off: Flag): void => {
    const [wasOn, isOn] = [old, now].map(({ object }) => object[key] === true);
    if (wasOn === isOn) return;
    const [rule, words] = isOn ? on : off;
    report.add(rule, member(key), [wasOn, isOn], `${subject} is ${words}`);
  };
  flag("required", ["parameter-required", "now required"], ["parameter-optional", "now optional"]);
  flag(
    "deprecated",
    ["parameter-deprecated", "now deprecated"],
    ["parameter-reinstated", "no longer deprecated"],
  );
  compareStyle(context, subject, at);
  compareProse(report, at, subject);
  compareUnread(report, at, READ, subject);
  const trail = trailOf("request", { kind: "parameter", operation: id, name });
  context.schemas([old.get("schema") ?? old.here({})], [now.get("schema") ?? now.here({})], trail);
}

type Flag = readonly [
  "parameter-required" | "parameter-optional" | "parameter-deprecated" | "parameter-reinstated",
  string,
];

function compareStyle({ report }: Context, subject: string, { old, now }: Sides<Place>): void {
  const [was, is] = [styleOf(old), styleOf(now)];
  // A single value is serialized the same whether or not it would be exploded.
  const keys = isSingle(old) && isSingle(now) ? ["style", "allowReserved"] : Object.keys(was);
  const isStated =
    old.text("in") === now.text("in") || [old, now].some((each) => each.get("style"));
  for (const key of keys.filter((each) => was[each] !== is[each] && isStated))
    report.add(
      "parameter-style-changed",
      { old: old.near(key), now: now.near(key) },
      [was[key], is[key]],
      `the ${key} of ${subject} was \`${was[key]}\` and is now \`${is[key]}\``,
    );
}

function styleOf(parameter: Place): Record<string, string | boolean> {
  const { style, explode, allowReserved } = parameter.object;
  const isForm = ["query", "cookie"].includes(parameter.text("in"));
  const actual = typeof style === "string" ? style : isForm ? "form" : "simple";
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
