import type { JsonObject } from "../../common/json.js";
import { compile, type Diagnostic } from "./compile.js";
import { type Surface, surfaceOf } from "./surface.js";
import { type TypeTests, typeTestsOf, type Use } from "./type-tests.js";

const MAX_MESSAGE = 240;

/** A place at which code written for the old package no longer compiles. */
export interface Break {
  readonly use: Use;
  /** The compiler's message. */
  readonly message: string;
}

export interface TypeBreaks {
  readonly breaks: readonly Break[];
  /** Tests that don't compile against their own package either, and so they prove nothing. */
  readonly leftOut: readonly Break[];
}

/**
 * Compiles the type tests of one contract against the package of another.
 * @throws {UserError} if no package can be generated from one of them
 */
export async function typeBreaks(old: JsonObject, now: JsonObject): Promise<TypeBreaks> {
  const [before, after] = [await sideOf(old, "old"), await sideOf(now, "new")];
  const found = compileTests(before.tests, after.surface);
  if (found.length === 0) return { breaks: [], leftOut: [] };
  const own = new Set(before.own().map(({ line }) => line));
  const use = ({ line, message }: Diagnostic): Break[] => {
    const at = before.tests.uses.get(line);
    return at ? [{ use: at, message }] : [];
  };
  return {
    breaks: withoutCascades(found.filter(({ line }) => !own.has(line)).flatMap(use)),
    leftOut: found.filter(({ line }) => own.has(line)).flatMap(use),
  };
}

/** A contract's package and its tests. */
interface Side {
  readonly surface: Surface;
  readonly tests: TypeTests;
  /** The tests that fail against their own package; compiled only on request. */
  own(): readonly Diagnostic[];
}

const sides = new WeakMap<JsonObject, Promise<Side>>();

/** Cached: a contract is judged as the old one and as the new one. */
function sideOf(contract: JsonObject, age: string): Promise<Side> {
  const known = sides.get(contract);
  if (known) return known;
  const made = surfaceOf(contract, `the ${age} contract`).then((surface): Side => {
    const tests = typeTestsOf(surface);
    let own: readonly Diagnostic[] | undefined;
    return { surface, tests, own: () => (own ??= compileTests(tests, surface)) };
  });
  sides.set(contract, made);
  return made;
}

function compileTests(tests: TypeTests, { files }: Surface): Diagnostic[] {
  const found = compile(new Map([...files, ["tests.ts", tests.source]]), "tests.ts");
  return found.map(({ line, message }) => ({ line, message: message.slice(0, MAX_MESSAGE) }));
}

/** One break for each place, without those that only follow from another. */
function withoutCascades(all: readonly Break[]): Break[] {
  // A removed type has its own test, whose place is its name.
  const breaks = all.filter(({ use, message }) => {
    const [, type] = /has no exported member '(.*?)'/.exec(message) ?? [];
    return type === undefined || use.parent === undefined || use.place === type;
  });
  const broken = new Map(breaks.map((each) => [each.use.place, each] as const).reverse());
  const follows = ({ parent }: Use): boolean =>
    parent !== undefined && (broken.has(parent.place) || follows(parent));
  return [...broken.values()].filter(({ use }) => !follows(use)).reverse();
}
