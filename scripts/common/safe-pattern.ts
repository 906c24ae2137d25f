import { createRequire } from "node:module";
import type * as recheck from "recheck";
import { isObject, type Json, type JsonObject } from "./json.js";

/** The longest pattern that is analysed; a longer one counts as unsafe. */
const LONGEST_PATTERN = 1_000;

/**
 * For each of the two analyses. A busy machine takes 15 s for a pattern of 40 characters; a timeout
 * that it reaches would make the result depend on the machine.
 */
const TIMEOUT_MS = 120_000;

/** Limits in steps instead of milliseconds, so that every machine comes to the same result. */
const fuzzing = {
  checker: "fuzz",
  attackTimeout: null,
  incubationTimeout: null,
  attackLimit: 20_000,
  incubationLimit: 5_000,
  maxAttackStringSize: 3_000,
  maxInitialGenerationSize: 100,
  maxIteration: 1,
} as const;

const known = new Map<string, string | undefined>();
let analyser: Pick<typeof recheck, "checkSync"> | undefined;

/**
 * Why matching a pattern isn't provably linear in JavaScript's backtracking engine, by recheck.
 * Automata theory proves that the steps grow linearly with the text. It counts a bounded number of
 * them as none, even 2^30 for `^(a?){30}$`, so that recheck's fuzzer must find no attack either.
 * @param flags of the expression; JSON Schema's patterns have `u`
 * @returns undefined if the pattern is safe
 */
export function whyUnsafe(pattern: string, flags = "u"): string | undefined {
  const key = `${flags}/${pattern}`;
  if (!known.has(key)) known.set(key, analyse(pattern, flags));
  return known.get(key);
}

function analyse(pattern: string, flags: string): string | undefined {
  try {
    new RegExp(pattern, flags);
  } catch {
    return "isn't a JavaScript regular expression";
  }
  if (pattern.length > LONGEST_PATTERN) return `is longer than ${LONGEST_PATTERN} characters`;
  if (isPlain(pattern, flags)) return undefined;
  // Plain JavaScript: the main module would start Java or a binary. It takes a second to load, and
  // most contracts have no pattern.
  analyser ??= createRequire(import.meta.url)("recheck/lib/browser.js") as typeof recheck;
  for (const checker of [{ checker: "automaton" } as const, fuzzing]) {
    const found = analyser.checkSync(pattern, flags, { ...checker, timeout: TIMEOUT_MS });
    if (found.status === "vulnerable") return `takes ${found.complexity.type} time on some texts`;
    if (found.status === "unknown") return "isn't provably linear";
  }
  return undefined;
}

const atom = String.raw`\\[dDwWsS\\./[\]{}()*+?^$|-]|\[\^?(?:\\.|[^\]\\])+\]|[^\\[{}()*+?^$|]`;
const token = new RegExp(
  String.raw`(?<atom>${atom})(?<times>[*+?]|\{\d+(?:,\d*)?\})?|\((?:\?:)?|\)(?![*+?{])`,
  "uy",
);

/**
 * Whether a pattern is linear at sight, without the analysis: a sequence of characters and classes
 * of which at most one repeats, and that one after `^` or a character it doesn't match, so that no
 * two attempts read the same text.
 */
function isPlain(pattern: string, flags: string): boolean {
  const text = pattern.replace(/^\^/, "").replace(/\$$/, "");
  let [isKnown, repeats, before] = [pattern.startsWith("^"), 0, ""];
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const found = token.exec(text)?.groups;
    if (!found) return false;
    const { atom: one, times } = found;
    if (one === undefined) continue;
    if (times !== undefined && !/^\{\d{1,3}\}$/.test(times)) {
      repeats += 1;
      const literal = /^(?:\[([^\\^])\]|\\(\W)|([^\\.[]))$/.exec(before)?.slice(1).join("") ?? "";
      isKnown ||= literal !== "" && !new RegExp(`^${one}$`, flags).test(literal);
      if (!isKnown || repeats > 1) return false;
    }
    before = one;
  }
  return true;
}

/** Keys of a schema whose value is data. */
const data = ["const", "default", "enum", "example", "examples"];
/** Keys whose members have names of the vendor's choice. */
const maps = ["properties", "schemas", "responses", "headers", "requestBodies", "$defs"];

/**
 * Removes every `pattern` that isn't provably safe from an OpenAPI document, in place. A pattern
 * only narrows a string: without it, the vendor alone checks the value.
 * @returns the removed ones, each with the keys from the document's root to it
 */
export function removeUnsafePatterns(document: JsonObject) {
  const removed: { pointer: readonly string[]; pattern: string; why: string }[] = [];
  /** @param isMap The node's keys are names of the vendor's choice. */
  const visit = (node: Json, pointer: readonly string[], isMap: boolean): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const at = [...pointer, key];
      if (isMap || !data.includes(key)) visit(value, at, !isMap && maps.includes(key));
      if (isMap || !isObject(node) || key !== "pattern" || typeof value !== "string") continue;
      const why = whyUnsafe(value);
      if (why === undefined) continue;
      removed.push({ pointer: at, pattern: value, why });
      delete node.pattern;
    }
  };
  visit(document, [], false);
  return removed;
}
