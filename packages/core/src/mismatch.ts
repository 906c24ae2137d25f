import { aKind, kindOf } from "./kind.js";
import type { Alternatives, Shape } from "./shape.js";

/** Where a JSON value is not what its shape declares. */
export interface Mismatch {
  /** JSON pointer (RFC 6901); empty: the value as a whole. */
  readonly pointer: string;
  /** What stands there. */
  readonly is: string;
  readonly declared: string;
}

/** Beyond this a shape that is made of itself is not followed: no answer may use up the stack. */
const deepest = 200;

/** What came of alternatives, by value: else each level of an answer could double the work. */
type Known = Map<unknown, Map<Shape, Mismatch | undefined>>;

/**
 * The first place where the value differs from its shape.
 * @param optional The value may be left out, which many services write as `null`; but not of a number.
 */
export function findMismatch(
  value: unknown,
  shape: Shape,
  optional = false,
  depth = 0,
  known: Known = new Map(),
): Mismatch | undefined {
  if (typeof shape === "function") return findMismatch(value, shape(), optional, depth, known);
  // Of a number that is left out `null` is no word: added up, it would count as none.
  const may = optional && !maybeNumber(shape);
  if (shape === "json" || (may && value === null)) return undefined;
  if (typeof shape === "object" && "anyOf" in shape) {
    const before = known.get(value) ?? new Map<Shape, Mismatch | undefined>();
    if (!before.has(shape)) {
      before.set(shape, closest(value, shape, may, depth, known));
      if (Object(value) === value) known.set(value, before);
    }
    return before.get(shape);
  }
  const is = kindOf(value);
  const kind = typeof shape === "string" ? shape : "items" in shape ? "array" : "object";
  const wrong = (what: string, declared: string, pointer = ""): Mismatch => ({
    pointer,
    is: what,
    declared,
  });
  if (is !== kind) return wrong(aKind(is), aKind(kind));
  if (typeof shape === "string") return undefined;
  if (depth === deepest) return wrong("too deep", `at most ${deepest} levels`);
  const list = "items" in shape;
  const { required = [], fields = {}, values } = list ? { values: shape.items } : shape;
  const members = new Map(Object.entries(value as object));
  for (const name of required) {
    if (members.get(name) === undefined) return wrong("missing", "required", step(name));
  }
  for (const [name, member] of members) {
    const listed = Object.hasOwn(fields, name);
    const part = listed ? fields[name] : values;
    if (!part || (member === undefined && !list)) continue;
    const found = findMismatch(member, part, listed && !required.includes(name), depth + 1, known);
    if (found) return { ...found, pointer: step(name) + found.pointer };
  }
  return undefined;
}

const maybeNumber = (shape: Shape): boolean =>
  shape === "number" ||
  (typeof shape === "object" && "anyOf" in shape && shape.anyOf.some(maybeNumber));

/** What is wrong with the alternative that holds for longest: it is the one that was meant. */
function closest(
  value: unknown,
  { anyOf }: Alternatives,
  ...rest: [boolean, number, Known]
): Mismatch | undefined {
  let found: Mismatch | undefined;
  for (const shape of anyOf) {
    const other = findMismatch(value, shape, ...rest);
    if (!other) return undefined;
    if (!found || reach(other) > reach(found)) found = other;
    else if (!other.pointer && !found.pointer) {
      found = { ...found, declared: `${found.declared} or ${other.declared}` };
    }
  }
  return found;
}

/** How far a check came; what is there says more of what was meant than what is missing. */
const reach = ({ pointer, is }: Mismatch): number =>
  2 * pointer.split("/").length - Number(is === "missing");

const step = (name: string): string => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
