import type { Comparison } from "./comparison.js";
import { compareFacts, type Facets, flag, PROSE_FACETS } from "./facts.js";
import { signatureOf } from "./meaning.js";
import type { Operation, OperationPair } from "./operation.js";
import type { Place } from "./place.js";
import { Shape } from "./shape.js";
import { each, pairUp, renames, type Row, type Sides } from "./sides.js";
import { trailOf } from "./words.js";

const PARAMETER: Facets = {
  ...PROSE_FACETS,
  in: { rule: "parameter-place-changed" },
  required: flag("required", "parameter-required", "parameter-optional"),
  deprecated: flag("deprecated", "parameter-deprecated", "parameter-reinstated"),
  ...{ name: null, schema: null, style: null, explode: null, allowReserved: null },
};

/** Compares parameters by name; a change of their place in the request is a change of its own. */
export function compareParameters(comparison: Comparison, { id, sides, at }: OperationPair): void {
  const parameters = each(sides, parametersOf);
  const lists = each(at, (place) => place.near("parameters"));
  const nameOf = (place: Place): string => place.text("name");
  const { pairs, gone, added } = pairUp(parameters, [keyOf, nameOf]);
  const rows = [
    ...gone.map((place): Row<Place> => [nameOf(place), place, undefined]),
    ...added.map((place): Row<Place> => [nameOf(place), undefined, place]),
  ];
  const renamed = renames(
    rows,
    (place) => `${place.text("in")} ${signatureOf(place.optional("schema"))}`,
  );
  for (const [name, was, is] of rows) {
    const isRequired = is?.object.required === true;
    const rule = isRequired ? "required-parameter-added" : "parameter-added";
    const subject = `\`${name}\` of ${id}`;
    const details = { renamed: renamed.get(name) };
    comparison.report(was ? "parameter-removed" : rule, [was, is], lists, subject, details);
  }
  for (const pair of pairs) compareParameter(comparison, id, pair);
  const partnerOf = new Map(pairs);
  const kept = new Set(partnerOf.values());
  const order = parameters[0].flatMap((place) => partnerOf.get(place) ?? []);
  const isKept = parameters[1].filter((place) => kept.has(place));
  if (order.map(nameOf).join() === isKept.map(nameOf).join()) return;
  const values = each(parameters, (places) => places.map(nameOf));
  const subject = `the order of the parameters of ${id}`;
  comparison.report("order-changed", lists, lists, subject, { values, wording: "plain" });
}

/** The operation's own parameters, and those of the path that it doesn't replace. */
function parametersOf({ place, item }: Operation): Place[] {
  const all = [...item.items("parameters"), ...place.items("parameters")];
  return [...new Map(all.map((raw) => raw.resolve()).map((each) => [keyOf(each), each])).values()];
}

function keyOf(parameter: Place): string {
  return `${parameter.text("in")} ${parameter.text("name")}`;
}

function compareParameter(comparison: Comparison, id: string, at: Sides<Place>): void {
  const name = at[1].text("name");
  const subject = `\`${name}\` of ${id}`;
  compareFacts(comparison, at, PARAMETER, () => subject);
  const hasItems = !at.every(isSingle);
  const [was, is] = each(at, (place) => serialization(place, hasItems));
  const isStated = at.some((place) => place.get("style")) || at[0].text("in") === at[1].text("in");
  if (was !== is && isStated) {
    const values = [was, is] as const;
    comparison.report("parameter-style-changed", at, at, `the style of ${subject}`, { values });
  }
  comparison.schemas(
    each(at, (place) => place.optional("schema")),
    at,
    trailOf("request", subject),
  );
}

/** A single value is serialized the same whether or not it would be exploded. */
function isSingle(parameter: Place): boolean {
  const [types = []] = parameter.optional("schema").map((schema) => new Shape([schema]).types);
  return types.length > 0 && !types.includes("array") && !types.includes("object");
}

function serialization(parameter: Place, hasItems: boolean): string {
  const { explode, allowReserved } = parameter.object;
  const usual = ["query", "cookie"].includes(parameter.text("in")) ? "form" : "simple";
  const style = parameter.text("style") || usual;
  const isExploded = typeof explode === "boolean" ? explode : style === "form";
  const notes = [
    hasItems ? (isExploded ? ", exploded" : ", not exploded") : "",
    allowReserved === true ? ", with reserved characters" : "",
  ];
  return `${style}${notes.join("")}`;
}
