import type { JsonObject } from "../../common/json.js";
import { compile } from "./compile.js";
import { type Surface, surfaceOf } from "./surface.js";
import type { Touch, TypeTests } from "./touch.js";
import { typeTestsOf } from "./type-tests.js";

/** A place at which code that was written for the old package no longer compiles. */
export interface Break {
  readonly touch: Touch;
  /** What the compiler says of it. */
  readonly message: string;
}

/**
 * Compiles the type tests of one contract against the package of another.
 * @throws {Error} The tests do not even compile against their own package: a fault of the judge.
 */
export async function typeBreaks(old: JsonObject, now: JsonObject): Promise<Break[]> {
  const before = await sideOnce(old, "the old contract");
  const after = await sideOnce(now, "the new contract");
  const breaks = compileTests(before.tests, after.surface);
  const [own] = breaks.length === 0 ? [] : before.own();
  if (own)
    throw new Error(`the type tests do not compile against their own package: ${describe(own)}`);
  return breaks;
}

/** A contract's package and its tests. */
interface Side {
  readonly surface: Surface;
  readonly tests: TypeTests;
  /** What the tests say of their own package: nothing, or the judge is wrong. */
  own(): readonly Break[];
}

const sides = new WeakMap<JsonObject, Promise<Side>>();

/** A contract is judged as the old one and as the new one, and not changed in between. */
function sideOnce(contract: JsonObject, name: string): Promise<Side> {
  const known = sides.get(contract);
  if (known) return known;
  const made = surfaceOf(contract, name).then((surface): Side => {
    const tests = typeTestsOf(surface);
    let own: readonly Break[] | undefined;
    return { surface, tests, own: () => (own ??= compileTests(tests, surface)) };
  });
  sides.set(contract, made);
  return made;
}

function compileTests(tests: TypeTests, { files }: Surface): Break[] {
  const found = compile(new Map([...files, ["tests.ts", tests.source]]));
  const odd = found.find(({ file }) => file !== "tests.ts");
  if (odd)
    throw new Error(`the package itself does not compile: ${odd.file}:${odd.line}: ${odd.message}`);
  return breaksOf(tests, found);
}

/** A break a place, named as exactly as can be; those that only follow from another are left out. */
function breaksOf(
  tests: TypeTests,
  diagnostics: readonly { readonly line: number; readonly message: string }[],
): Break[] {
  const broken = new Map<string, Break>();
  for (const { line, message } of diagnostics) {
    const touch = tests.touches.get(line);
    if (!touch) throw new Error(`the type tests are not TypeScript: line ${line}: ${message}`);
    if (!broken.has(keyOf(touch))) broken.set(keyOf(touch), { touch, message: shorten(message) });
  }
  const partly = partlyBroken(tests, broken);
  const follows = (touch: Touch | undefined): boolean =>
    touch !== undefined &&
    ((broken.has(keyOf(touch)) && !partly.has(keyOf(touch))) || follows(touch.parent));
  return [...broken.values()].filter(
    ({ touch }) => !partly.has(keyOf(touch)) && !follows(touch.parent),
  );
}

/** The enums of which some members break and others do not: there the members say it better. */
function partlyBroken(tests: TypeTests, broken: ReadonlyMap<string, Break>): ReadonlySet<string> {
  const some = new Set<string>();
  const whole = new Set<string>();
  for (const { kind, parent, place } of tests.touches.values()) {
    if (kind !== "member" || !parent) continue;
    (broken.has(`${kind} ${place}`) ? some : whole).add(keyOf(parent));
  }
  return new Set([...some].filter((key) => whole.has(key)));
}

function keyOf({ kind, place }: Touch): string {
  return `${kind} ${place}`;
}

function shorten(message: string): string {
  // What `held` and `record` ask for then.
  if (message === "Expected 2 arguments, but got 1.") return "its type is never, or a list.";
  return message.length > 240 ? `${message.slice(0, 240)}…` : message;
}

/** On one line. */
export function describe({ touch, message }: Break): string {
  return `${touch.place} (${touch.kind}): ${message}`;
}
