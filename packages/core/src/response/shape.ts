import { typeName, withArticle } from "../internal/format.js";

/**
 * The checks on a JSON value; generated from a contract's schema. It lists the types of the value
 * and of the arrays and objects in it, their required fields and their numbers; a field that isn't
 * listed can be anything.
 */
export type Shape =
  /** Any JSON. */
  | "json"
  | JsonType
  /** A value of one of these types. */
  | readonly JsonType[]
  | ArrayShape
  | ObjectShape
  /** From `anyOf` or `recursive`. */
  | ShapeCheck;

type JsonType = "array" | "boolean" | "null" | "number" | "object" | "string";

interface ArrayShape {
  /** Of each member. */
  readonly items: Shape;
}

interface ObjectShape {
  /** Fields that must be present. */
  readonly required?: readonly string[];
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Of each field that `fields` doesn't name. */
  readonly values?: Shape;
}

/** Where a JSON value breaks its shape. */
export interface Mismatch {
  /** JSON pointer (RFC 6901); empty: the value as a whole. */
  readonly pointer: string;
  /** What is there. */
  readonly is: string;
  readonly declared: string;
}

/** State of one validation. */
export interface ShapeRun {
  /** The JSON it was parsed from. */
  readonly text: string;
  /** The long numbers in it, and those with an exponent. */
  literals?: readonly string[];
  /** Results of alternatives. */
  memo?: Map<ShapeCheck, Map<unknown, Mismatch | undefined>>;
}

/** Returns the first place where a value breaks a shape. */
export type ShapeCheck = (value: unknown, depth: number, run: ShapeRun) => Mismatch | undefined;

/** Recursive shapes aren't followed deeper: no response may use up the stack. */
const maxDepth = 200;

/**
 * Checks a JSON value, up to the first mismatch.
 * @param text the JSON it was parsed from, to find integers beyond 2^53 (RFC 8259, 6)
 */
export const validateShape = (shape: Shape, value: unknown, text = ""): Mismatch | undefined =>
  checkShape(shape, value, 0, { text });

const mismatchAt = (is: string, declared: string, pointer = ""): Mismatch => ({
  pointer,
  is,
  declared,
});

const within = (name: string | number, found: Mismatch): Mismatch => ({
  ...found,
  pointer: `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}${found.pointer}`,
});

/** Checks a value within another. */
export function checkShape(
  shape: Shape,
  value: unknown,
  depth: number,
  run: ShapeRun,
): Mismatch | undefined {
  if (shape === "json") return undefined;
  // Most values are of the only type that they can have.
  if (shape === typeof value && shape !== "object" && !isInexact(value)) return undefined;
  if (typeof shape === "function") return shape(value, depth, run);
  const is = typeName(value);
  const parts = typeof shape === "object" && !("length" in shape) ? shape : undefined;
  const types = parts ? ("items" in parts ? "array" : "object") : (shape as string);
  // One type or several: no type's name contains another's.
  if (!types.includes(is)) {
    return mismatchAt(withArticle(is), [types].flat().map(withArticle).join(" or "));
  }
  if (isInexact(value)) {
    const isLost = lostDigits(value as number, run);
    return isLost
      ? mismatchAt("a number with more digits than a double can represent", "a number")
      : undefined;
  }
  if (!parts) return undefined;
  if (depth === maxDepth) return mismatchAt("too deep", `at most ${maxDepth} levels`);
  return "items" in parts
    ? checkItems(parts.items, value as readonly unknown[], depth + 1, run)
    : checkFields(parts, value as Readonly<Record<string, unknown>>, depth + 1, run);
}

const isInexact = (value: unknown): boolean =>
  typeof value === "number" && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER);

/** Whether a number beyond 2^53 isn't in the JSON as it was parsed; with an exponent, any of its value is. */
function lostDigits(value: number, run: ShapeRun): boolean {
  run.literals ??= (run.text.match(/\d[\d.]*e\+?\d+|\d[\d.]{15,}/gi) ?? []).map((literal) =>
    /e/i.test(literal) ? String(Number(literal)) : literal,
  );
  return !!run.text && !run.literals.includes(String(Math.abs(value)));
}

function checkItems(
  shape: Shape,
  items: readonly unknown[],
  depth: number,
  run: ShapeRun,
): Mismatch | undefined {
  for (let index = 0; index < items.length; index++) {
    const found = checkShape(shape, items[index], depth, run);
    if (found) return within(index, found);
  }
  return undefined;
}

function checkFields(
  { required = noNames, fields = noFields, values }: ObjectShape,
  members: Readonly<Record<string, unknown>>,
  depth: number,
  run: ShapeRun,
): Mismatch | undefined {
  for (const name of required) {
    if (own(members, name) === undefined) return within(name, mismatchAt("missing", "required"));
  }
  // In `for … in`, Node 24 would optimize and deoptimize a keyed access over and over.
  for (const name of Object.keys(values ? members : fields)) {
    const member = own(members, name);
    const named = own(fields, name);
    const shape = named ?? values;
    const found = member !== undefined && shape && checkShape(shape, member, depth, run);
    // Many services write `null` for an absent field. Not allowed for a number: a sum would count
    // it as 0.
    const isAbsent = member === null && named && !required.includes(name);
    if (found && !(isAbsent && !found.declared.includes("number"))) return within(name, found);
  }
  return undefined;
}

/** A member that isn't inherited, such as `toString`. */
const own = <T>(members: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;

const noNames: readonly string[] = [];
const noFields: Readonly<Record<string, Shape>> = {};
