import { Cursor } from "../../generate/contract/cursor.js";
import { discriminators } from "../../generate/contract/sides.js";
import { isObject, type JsonObject } from "../../common/json.js";
import { compareKeywords } from "./keywords.js";
import { compareFields } from "./fields.js";
import { compareNotes } from "./notes.js";
import type { Place } from "./place.js";
import { type Finding, Report } from "./report.js";
import { placeLike, type Shape, shapeOf } from "./shape.js";
import { keyOf } from "./signature.js";
import { sayTrail, type Side, step, type Trail } from "./trail.js";
import { nullPlace } from "./collect.js";
import { compareTypes } from "./type.js";
import { compareForms } from "./union.js";
import { type Users, usersOf } from "./users.js";

/** Two shapes of one value. */
export interface Pair {
  readonly old: Shape;
  readonly new: Shape;
  readonly trail: Trail;
}

type RuleEnd<S extends Side> = Finding["rule"] extends infer R
  ? R extends `${S}-${infer End}`
    ? End
    : never
  : never;
/** What both sides have a rule for, each its own. */
export type SidedRule = RuleEnd<"request"> & RuleEnd<"response">;

/** A comparison under way: what has been found and which schemas have been met. */
export class Comparison {
  readonly report = new Report();
  /** Named schemas that were met, by their old names. */
  readonly met = new Set<string>();
  /** Old name → new name of schemas that stand in the same place. */
  readonly renamed = new Map<string, string>();
  readonly #waiting: [readonly Place[], readonly Place[], Trail][] = [];
  readonly #visited = new Set<string>();
  readonly #closed: ReadonlySet<JsonObject>;
  #users: Users | undefined;

  constructor(
    readonly old: Place,
    readonly now: Place,
  ) {
    this.#closed = new Set([...closedIn(old.document), ...closedIn(now.document)]);
  }

  /**
   * Compares two schemas, each given by the places that together make it; a pair only once. What is
   * nearer comes first, so that a recursive schema is called by its shortest way.
   */
  schemas(old: readonly Place[], now: readonly Place[], trail: Trail): void {
    const isFirst = this.#waiting.length === 0;
    this.#waiting.push([old, now, trail]);
    if (!isFirst) return;
    for (const [was, is, way] of this.#waiting) this.#compare(was, is, way);
    this.#waiting.length = 0;
  }

  #compare(old: readonly Place[], now: readonly Place[], trail: Trail): void {
    const key = [trail.side, keyOf(old), keyOf(now)].join("\n\n");
    if (this.#visited.has(key)) return;
    this.#visited.add(key);
    const shapes = { old: shapeOf(old), new: shapeOf(now) };
    for (const name of shapes.old.names) this.met.add(name);
    const [oldName, newName] = [shapes.old.names[0], shapes.new.names[0]];
    if (oldName !== undefined && newName !== undefined && oldName !== newName)
      this.renamed.set(oldName, newName);
    const named = shapes.old.names.at(-1) ?? shapes.new.names.at(-1) ?? trail.named;
    const pair: Pair = { ...shapes, trail: { ...trail, named } };
    compareNotes(this, pair);
    this.#compareNull(pair);
    if (pair.old.unions.length > 0 || pair.new.unions.length > 0) compareForms(this, pair);
    else this.#comparePlain(pair);
  }

  /** Reports a change of what is sent or comes back under the rule of its side. */
  sided(rule: SidedRule, pair: Pair, finding: Omit<Finding, "rule">): void {
    this.report.add({ rule: `${pair.trail.side}-${rule}`, ...finding });
  }

  /** The value in users' words. */
  say({ trail }: Pair): string {
    this.#users ??= usersOf(this.old, this.now);
    const operations = this.#users.get(`${trail.side} ${trail.named}`);
    const others = trail.root.kind === "type" ? 0 : (operations?.size ?? 1) - 1;
    return sayTrail(trail, Math.max(others, 0));
  }

  /** Whether an enum there is closed even in answers. */
  isClosed({ old, new: now }: Pair): boolean {
    const parts = [...old.parts, ...now.parts];
    return parts.some(
      ({ object, origin }) =>
        object.const !== undefined || (isObject(origin) && this.#closed.has(origin)),
    );
  }

  #compareNull(pair: Pair): void {
    const { old, new: now } = pair;
    if (old.nullable === now.nullable) return;
    const added = now.nullable;
    const said = nullPlace(added ? now.parts : old.parts);
    const text = `${this.say(pair)} ${added ? "can now be null" : "can no longer be null"}`;
    this.sided(added ? "null-added" : "null-removed", pair, {
      at: added
        ? { old: placeLike(said, old), new: said ?? now.at }
        : { old: said ?? old.at, new: placeLike(said, now) },
      old: old.nullable,
      new: now.nullable,
      text,
    });
  }

  #comparePlain(pair: Pair): void {
    const { old, new: now, trail } = pair;
    if (!compareTypes(this, pair)) return;
    compareKeywords(this, pair);
    compareFields(this, pair);
    if (old.items.length > 0 || now.items.length > 0)
      this.parts(pair, "items", step(trail, { kind: "item" }));
    const open = !old.closed && !now.closed;
    if (open && (old.values.length > 0 || now.values.length > 0))
      this.parts(pair, "values", step(trail, { kind: "value" }));
  }

  /** Compares the items of lists, or the values of maps, of which one may be anything. */
  parts({ old, new: now }: Pair, key: "items" | "values", trail: Trail): void {
    const anything = (shape: Shape): Place[] => [shape.at.here({})];
    this.schemas(
      old[key].length > 0 ? old[key] : anything(old),
      now[key].length > 0 ? now[key] : anything(now),
      trail,
    );
  }
}

function closedIn(document: JsonObject): Set<JsonObject> {
  const source = { file: "", document, lineOf: () => undefined };
  return discriminators(new Cursor(source, [], document));
}
