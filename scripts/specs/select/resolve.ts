import {
  byCodePoint,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  textAt,
  textsAt,
} from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { placeOf } from "../read/locate.js";
import { followReferences, withoutOffFlags } from "../read/pointer.js";
import { SCHEMA_PROSE } from "./grammar.js";
import { intersect } from "./intersect.js";
import { FLAGS, onlyValue, splitAnnotations } from "./normalize.js";

/** More parts than any real schema has. */
const MAX_PARTS = 1_000;

/** A schema in one spelling. */
export interface Resolved {
  /** Without null among its types and alternatives. */
  readonly schema: JsonObject;
  readonly nullable: boolean;
  /** Identifies a schema that occurs twice. */
  readonly identity: Json | undefined;
  /** The last `$ref` on the path, if the schema is its unchanged target. */
  readonly reference: string | undefined;
}

type Complain = (problem: string) => void;
const silent: Complain = () => undefined;

/**
 * Follows `$ref`, merges allOf, replaces a choice of one alternative by that alternative, and separates
 * null, whether it is a type, an alternative or 3.0's keyword, which still occurs in 3.1 documents.
 * @param complain receives what the merged schema can't express
 */
export function resolve(
  document: JsonObject,
  node: Json | undefined,
  place: string,
  complain = silent,
  budget = { parts: MAX_PARTS },
): Resolved {
  const lost = (keyword: string): void => {
    complain(`"${place}": the values of ${keyword} that its parts declare exclude each other`);
  };
  if (!isObject(node) && node !== true) complain(`"${place}" is no schema: it's unknown`);
  const start = isObject(node) ? node : {};
  let { schema, identity, reference } = follow(document, start, place, lost);
  let nullable = false;
  for (;;) {
    const separated = separateNull(schema);
    nullable ||= separated.nullable;
    schema = separated.schema;
    const wrapped = wrappedBy(schema);
    if (wrapped === undefined) return { schema, nullable, identity, reference };
    budget.parts -= wrapped.parts.length + 1;
    if (budget.parts < 0)
      throw new UserError(`${placeOf(document, node)}"${place}": its allOf has no end`);
    const parts = wrapped.parts
      .map((part) => resolve(document, part, place, complain, budget))
      .filter((part) => isConstraining(part.schema));
    nullable ||= parts.length > 0 && parts.every((part) => part.nullable);
    const [only] = parts.length === 1 && !isConstraining(wrapped.beside) ? parts : [];
    if (only) {
      identity = only.identity;
      reference = only.reference ?? reference;
    }
    // A merged base schema doesn't tell alternatives apart.
    const merged = parts.map((part) => (only ? part.schema : omit(part.schema, "discriminator")));
    schema = [...merged, wrapped.beside].reduce((a, b) => intersect(a, b, lost), {});
  }
}

/** Follows `$ref`; its sibling keywords apply too. */
function follow(
  document: JsonObject,
  node: Json | undefined,
  place: string,
  lost: Complain,
): Omit<Resolved, "nullable"> {
  const { target, hops } = followReferences(document, node, place);
  const besides = hops.map((hop) => withoutOffFlags(omit(hop, "$ref")));
  const changed = besides.some(isConstraining);
  const references = hops.map((hop) => textAt(hop, "$ref")).filter(isNamed);
  return {
    schema: besides.reduceRight((a, b) => intersect(a, b, lost), target),
    identity: changed ? node : target,
    reference: changed ? undefined : references.at(-1),
  };
}

/** Whether a reference's target has a name: a component, or a separate file. */
function isNamed(reference: string): boolean {
  return /^#(\/components)?\/(schemas|definitions|x-billkit-references)\/|\/\$defs\/[^/]+$/.test(
    reference,
  );
}

/** Whether a schema has more than prose and keywords of its place, such as `readOnly`. */
function isConstraining(schema: JsonObject): boolean {
  const { rest } = splitAnnotations(schema);
  return Object.keys(rest).some(
    (key) =>
      !SCHEMA_PROSE.has(key) && !key.startsWith("x-") && !FLAGS.has(key) && key !== "nullable",
  );
}

function omit(schema: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
}

function separateNull(schema: JsonObject): { schema: JsonObject; nullable: boolean } {
  // Swagger 2.0 has no keyword for it; this extension is common.
  const { nullable: keyword, "x-nullable": extension, ...plain } = schema;
  let nullable = keyword === true || extension === true;
  if (Array.isArray(plain.type)) {
    nullable ||= plain.type.includes("null");
    const types = textsAt(plain, "type").filter((type) => type !== "null");
    plain.type = types.length === 1 ? (types[0] ?? "null") : types.sort(byCodePoint);
    if (types.length === 0) plain.type = "null";
  }
  for (const key of ["oneOf", "anyOf"]) {
    const alternatives = listAt(plain, key);
    const others = alternatives.filter((one) => !isNull(one));
    if (others.length === alternatives.length) continue;
    nullable = true;
    plain[key] = others;
  }
  return { schema: plain, nullable };
}

function isNull(schema: Json): boolean {
  return isObject(schema) && (schema.type === "null" || onlyValue(schema) === null);
}

/** The parts of an allOf, or of a choice of one, and their sibling keywords. */
function wrappedBy(schema: JsonObject): { parts: readonly Json[]; beside: JsonObject } | undefined {
  const { allOf, ...beside } = schema;
  if (Array.isArray(allOf)) return { parts: allOf, beside };
  for (const key of ["oneOf", "anyOf"]) {
    const { [key]: parts, ...others } = schema;
    if (Array.isArray(parts) && parts.length === 1) return { parts, beside: others };
  }
  return undefined;
}
