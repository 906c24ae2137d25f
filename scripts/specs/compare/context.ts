import { Cursor } from "../../generate/contract/cursor.js";
import { discriminators } from "../../generate/contract/sides.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import type { RuleId } from "../rate/rules.js";
import type { Place, Sides } from "./place.js";
import { Report } from "./report.js";
import { placeLike, type Shape, shapeOf } from "./shape.js";
import { keyOf } from "./signature.js";
import { type Direction, type Trail, trailWords } from "./trail.js";
import { unchangedTest } from "./unchanged.js";
import { type Users, usersOf } from "./operation.js";

/** Two shapes of one value. */
export interface Pair extends Sides<Shape> {
  readonly trail: Trail;
}

type RuleEnd<D extends Direction> = RuleId extends infer R
  ? R extends `${D}-${infer End}`
    ? End
    : never
  : never;
/** What both directions have a rule for, each its own. */
export type SidedRule = RuleEnd<"request"> & RuleEnd<"response">;

/** A comparison in progress: its findings, and the schemas that were compared. */
export class Context implements Sides<Place> {
  readonly report = new Report();
  /** The old names of named schemas that were compared. */
  readonly met = new Set<string>();
  /** Old name → new name of schemas that stand in the same place. */
  readonly renamed = new Map<string, string>();
  readonly #waiting: [readonly Place[], readonly Place[], Trail][] = [];
  readonly #visited = new Set<string>();
  readonly #closed: ReadonlySet<JsonObject>;
  readonly #isUnchanged: (was: Json, is: Json) => boolean;
  #users: Users | undefined;

  constructor(
    readonly old: Place,
    readonly now: Place,
    private readonly compare: (context: Context, pair: Pair) => void,
  ) {
    this.#isUnchanged = unchangedTest(this);
    this.#closed = new Set([...closedIn(old.document), ...closedIn(now.document)]);
  }

  /**
   * Compares two schemas, each made of the places together; a pair only once. The nearest come
   * first, so that recursion ends and a recursive schema is named by its shortest way.
   */
  schemas(old: readonly Place[], now: readonly Place[], trail: Trail): void {
    const isFirst = this.#waiting.length === 0;
    this.#waiting.push([old, now, trail]);
    if (!isFirst) return;
    for (const [was, is, way] of this.#waiting) this.#compare(was, is, way);
    this.#waiting.length = 0;
  }

  #compare(was: readonly Place[], is: readonly Place[], trail: Trail): void {
    const [[first], [second]] = [was, is];
    const isAlone = was.length === 1 && is.length === 1;
    if (isAlone && first && second && this.#isUnchanged(first.value, second.value)) return;
    const key = [trail.side, keyOf(was), keyOf(is)].join("\n\n");
    if (this.#visited.has(key)) return;
    this.#visited.add(key);
    const [old, now] = [shapeOf(was), shapeOf(is)];
    for (const name of old.names) this.met.add(name);
    const [oldName, newName] = [old.names[0], now.names[0]];
    if (oldName !== undefined && newName !== undefined && oldName !== newName)
      this.renamed.set(oldName, newName);
    const named = old.names.at(-1) ?? now.names.at(-1) ?? trail.named;
    this.compare(this, { old, now, trail: { ...trail, named } });
  }

  /** Compares schemas of which one may be missing, which allows anything. */
  optionalSchemas(pair: Pair, was: readonly Place[], is: readonly Place[], trail: Trail): void {
    if (was.length + is.length === 0) return;
    const anything = ({ at }: Shape): Place[] => [at.here({})];
    this.schemas(
      was.length > 0 ? was : anything(pair.old),
      is.length > 0 ? is : anything(pair.now),
      trail,
    );
  }

  /** Reports a fact that one of the two shapes may lack. */
  fact(
    rule: RuleId,
    pair: Pair,
    was: Place | undefined,
    is: Place | undefined,
    text: string,
    values: Parameters<Report["add"]>[2] = [was?.value, is?.value],
  ): void {
    const near = { old: placeLike(is, pair.old), now: placeLike(was, pair.now) };
    this.report.add(rule, { old: was ?? near.old, now: is ?? near.now }, values, text);
  }

  /** The rule of the pair's direction. */
  sided(rule: SidedRule, { trail }: Pair): RuleId {
    return `${trail.side}-${rule}`;
  }

  /** The value in users' words. */
  say({ trail }: Pair): string {
    this.#users ??= usersOf(this.old, this.now);
    const operations = this.#users.get(`${trail.side} ${trail.named}`);
    const others = trail.root.kind === "type" ? 0 : (operations?.size ?? 1) - 1;
    return trailWords(trail, Math.max(others, 0));
  }

  /** Whether an enum there is closed even in responses. */
  isClosed({ old, now }: Pair): boolean {
    return [...old.parts, ...now.parts].some(
      ({ object, origin }) =>
        object.const !== undefined || (isObject(origin) && this.#closed.has(origin)),
    );
  }
}

function closedIn(document: JsonObject): Set<JsonObject> {
  const source = { file: "", document, lineOf: () => undefined };
  return discriminators(new Cursor(source, [], document));
}
