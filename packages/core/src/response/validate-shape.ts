import { aKind, kindOf } from "../internal/format.js";
import type { Shape } from "./shape.js";

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
type Known = Map<unknown, Map<Check, Mismatch | undefined>>;

/** The first place where the value differs from a shape. */
type Check = (value: unknown, depth?: number, known?: Known) => Mismatch | undefined;

const wrong = (is: string, declared: string, pointer = ""): Mismatch => ({ pointer, is, declared });

const at = (name: string, found: Mismatch): Mismatch => ({
  ...found,
  pointer: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}${found.pointer}`,
});

const checks = new Map<Shape, Check>();

/** The check of a shape: made once, it makes nothing where all is as declared. */
export function checkOf(shape: Shape): Check {
  let check = checks.get(shape);
  if (!check) checks.set(shape, (check = compile(shape)));
  return check;
}

function compile(shape: Shape): Check {
  if (shape === "json") return () => undefined;
  if (typeof shape === "function") return (...given) => checkOf(shape())(...given);
  if (typeof shape === "object" && "anyOf" in shape) return alternatives(shape.anyOf.map(checkOf));
  const { required, fields, values, items } = (typeof shape === "object" ? shape : {}) as {
    required?: readonly string[];
    fields?: Readonly<Record<string, Shape>>;
    values?: Shape;
    items?: Shape;
  };
  const kind = typeof shape === "string" ? shape : items ? "array" : "object";
  const others = values && checkOf(values);
  const each = items && checkOf(items);
  const parts = new Map(
    Object.entries(fields ?? {}).map(([name, part]) => {
      const check = checkOf(part);
      // What may be left out many services write as `null`. Of a number that is no word: added up, it
      // would count as none.
      const checked: Check = (value, depth, known) =>
        value === null && !maybeNumber(part) ? undefined : check(value, depth, known);
      return [name, required?.includes(name) ? check : checked];
    }),
  );
  return (value, depth = 0, known) => {
    const is = kindOf(value);
    if (is !== kind) return wrong(aKind(is), aKind(kind));
    if (typeof shape === "string") return undefined;
    if (depth === deepest) return wrong("too deep", `at most ${deepest} levels`);
    if (each) {
      for (const [index, member] of (value as unknown[]).entries()) {
        const found = each(member, depth + 1, known);
        if (found) return at(`${index}`, found);
      }
    }
    const members = value as Readonly<Record<string, unknown>>;
    for (const name of required ?? []) {
      if (!Object.hasOwn(members, name) || members[name] === undefined) {
        return at(name, wrong("missing", "required"));
      }
    }
    if (fields || others) {
      for (const name of Object.keys(members)) {
        const member = members[name];
        const found =
          member !== undefined && (parts.get(name) ?? others)?.(member, depth + 1, known);
        if (found) return at(name, found);
      }
    }
    return undefined;
  };
}

const maybeNumber = (shape: Shape): boolean =>
  shape === "number" ||
  (typeof shape === "function" && maybeNumber(shape())) ||
  (typeof shape === "object" && "anyOf" in shape && shape.anyOf.some(maybeNumber));

/** What is wrong with the alternative that holds for longest: it is the one that was meant. */
const alternatives = (all: readonly Check[]): Check => {
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
  return (value, depth, known = new Map()) => {
    const before = known.get(value) ?? new Map<Check, Mismatch | undefined>();
    if (!before.has(closest)) {
      before.set(closest, closest(value, depth, known));
      if (Object(value) === value) known.set(value, before);
    }
    return before.get(closest);
  };
};

/** How far a check came; what is there says more of what was meant than what is missing. */
const reach = ({ pointer, is }: Mismatch): number =>
  2 * pointer.split("/").length - Number(is === "missing");
