import type { JsonObject } from "../../common/json.js";
import { compile } from "./compile.js";
import { surfaceOf } from "./surface.js";
import { typeTestsOf, type Use } from "./type-tests.js";

const MAX_MESSAGE = 240;

/** A place at which code written for the old package no longer compiles. */
export interface Break {
  readonly use: Use;
  /** The compiler's message. */
  readonly message: string;
}

/**
 * Compiles the type tests of one contract against the package of another.
 * @throws {UserError} if no package can be generated from one of them
 */
export async function typeBreaks(old: JsonObject, now: JsonObject): Promise<Break[]> {
  const { source, uses } = typeTestsOf(await surfaceOf(old, "the old contract"));
  const { source: surface } = await surfaceOf(now, "the new contract");
  const files = new Map(Object.entries({ "surface.ts": surface, "tests.ts": source }));
  const found = compile(files, "tests.ts").flatMap(({ line, message }): Break[] => {
    const use = uses.get(line);
    return use ? [{ use, message: message.slice(0, MAX_MESSAGE) }] : [];
  });
  return withoutCascades(found);
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
