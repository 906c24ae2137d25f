import { typeName, withArticle } from "../internal/format.js";

/**
 * The checks on a JSON value; generated from a contract's schema. It lists the types of the value
 * and of the arrays and objects in it, their required fields and their numbers; a field that isn't
 * listed can be anything. A function returns the shape of a recursive schema.
 */
export type Shape =
  /** Any JSON. */
  "json" | JsonType | ArrayShape | ObjectShape | Alternatives | (() => Shape);

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

interface Alternatives {
  /** At least one of them must match. */
  readonly anyOf: readonly Shape[];
}

/** Where a JSON value breaks its shape. */
export interface Mismatch {
  /** JSON pointer (RFC 6901); empty: the value as a whole. */
  readonly pointer: string;
  /** What is there. */
  readonly is: string;
  readonly declared: string;
}

/** Recursive shapes aren't followed deeper: no response may use up the stack. */
const maxDepth = 200;
/**
 * From this depth on, results of alternatives are kept; otherwise each level could double the work.
 */
const memoDepth = 12;

/** State of one validation. */
interface Run {
  readonly memo: Map<Check, Map<unknown, Mismatch | undefined>>;
  /** The JSON it was parsed from. */
  readonly text: string;
  /** The long numbers in it. */
  literals?: Set<string>;
}

/** Returns the first place where a value breaks a shape. */
type Check = (value: unknown, depth: number, run: Run) => Mismatch | undefined;

/**
 * Checks a JSON value, up to the first mismatch.
 * @param text the JSON it was parsed from, to find integers beyond 2^53 (RFC 8259, 6)
 */
export const validateShape = (shape: Shape, value: unknown, text = ""): Mismatch | undefined =>
  checkOf(shape)(value, 0, { memo: new Map(), text });

const mismatchAt = (is: string, declared: string, pointer = ""): Mismatch => ({
  pointer,
  is,
  declared,
});

const within = (name: string | number, found: Mismatch): Mismatch => ({
  ...found,
  pointer: `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}${found.pointer}`,
});

const checks = new Map<Shape, Check>();

/** Each shape is compiled once. */
function checkOf(shape: Shape): Check {
  let check = checks.get(shape);
  if (!check) checks.set(shape, (check = compile(shape)));
  return check;
}

function compile(shape: Shape): Check {
  if (shape === "json") return () => undefined;
  if (typeof shape === "function") return (...given) => checkOf(shape())(...given);
  if (typeof shape === "string") return primitive(shape);
  if ("anyOf" in shape) return alternatives(shape.anyOf.map(checkOf));
  return "items" in shape ? arrayOf(checkOf(shape.items)) : objectOf(shape);
}

const primitive = (type: JsonType): Check => {
  return (value, _, run) => {
    const is = typeName(value);
    if (is !== type) return mismatchAt(withArticle(is), withArticle(type));
    const isLong = Math.abs(value as number) > Number.MAX_SAFE_INTEGER;
    return isLong && run.text && lostDigits(String(value), run)
      ? mismatchAt("a number with more digits than a double can represent", "a number")
      : undefined;
  };
};

/** Whether a number beyond 2^53 isn't in the JSON as it was parsed; exponents aren't exact anyway. */
function lostDigits(digits: string, run: Run): boolean {
  run.literals ??= new Set(run.text.match(/\d[\d.]{15,}/g));
  return !run.literals.has(digits.replace("-", "")) && !/\de/i.test(run.text);
}

const tooDeep = /* @__PURE__ */ mismatchAt("too deep", `at most ${maxDepth} levels`);

const arrayOf = (check: Check): Check => {
  return (value, depth, run) => {
    if (!Array.isArray(value)) return mismatchAt(withArticle(typeName(value)), "an array");
    if (depth === maxDepth) return tooDeep;
    for (let index = 0; index < value.length; index++) {
      const found = check(value[index], depth + 1, run);
      if (found) return within(index, found);
    }
    return undefined;
  };
};

function objectOf({ required = [], fields = {}, values }: ObjectShape): Check {
  const others = values && checkOf(values);
  const parts = new Map(
    Object.entries(fields).map(([name, part]) => {
      const check = checkOf(part);
      // Many services write `null` for an absent field. Not allowed for a number: a sum would count
      // it as 0.
      const optional: Check = (value, depth, run) =>
        value === null && !canBeNumber(part) ? undefined : check(value, depth, run);
      return [name, required.includes(name) ? check : optional];
    }),
  );
  return (value, depth, run) => {
    const is = typeName(value);
    if (is !== "object") return mismatchAt(withArticle(is), "an object");
    if (depth === maxDepth) return tooDeep;
    const members = value as Readonly<Record<string, unknown>>;
    for (const name of required) {
      if (!Object.hasOwn(members, name) || members[name] === undefined) {
        return within(name, mismatchAt("missing", "required"));
      }
    }
    if (!parts.size && !others) return undefined;
    for (const name in members) {
      const member = members[name];
      const found = member !== undefined && (parts.get(name) ?? others)?.(member, depth + 1, run);
      if (found) return within(name, found);
    }
    return undefined;
  };
}

const canBeNumber = (shape: Shape): boolean =>
  shape === "number" ||
  (typeof shape === "function" && canBeNumber(shape())) ||
  (typeof shape === "object" && "anyOf" in shape && shape.anyOf.some(canBeNumber));

/** Of the alternatives' mismatches, the one furthest inside: that alternative was intended. */
function alternatives(all: readonly Check[]): Check {
  const closest: Check = (...given) => {
    let found: Mismatch | undefined;
    for (const check of all) {
      const other = check(...given);
      if (!other) return undefined;
      if (!found || reach(other) > reach(found)) found = other;
      else if (!other.pointer && !found.pointer) {
        found = { ...found, declared: `${found.declared} or ${other.declared}` };
      }
    }
    return found;
  };
  return (value, depth, run) => {
    if (depth < memoDepth || Object(value) !== value) return closest(value, depth, run);
    const known = run.memo.get(closest) ?? new Map<unknown, Mismatch | undefined>();
    run.memo.set(closest, known);
    if (!known.has(value)) known.set(value, closest(value, depth, run));
    return known.get(value);
  };
}

/**
 * How far a check got. A wrong field identifies the intended alternative better than a missing one.
 */
const reach = ({ pointer, is }: Mismatch): number =>
  2 * pointer.split("/").length - Number(is === "missing");
