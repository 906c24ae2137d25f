import { type Json, type JsonObject, objectAt } from "../../common/json.js";
import { Cursor } from "../../generate/contract/cursor.js";
import { discriminators, reach } from "../../generate/contract/sides.js";
import { type Change, type Diff, diffOf } from "../rate/level.js";
import { type RuleId, rules } from "../rate/rules.js";
import { keyOf } from "./meaning.js";
import { readOperations } from "./operation.js";
import { Place } from "./place.js";
import { Shape } from "./shape.js";
import { each, type Sides } from "./sides.js";
import { changeWords, type Trail, type Wording } from "./words.js";

/** Two shapes of one value. */
export interface Pair {
  readonly shapes: Sides<Shape>;
  readonly trail: Trail;
}

interface Details {
  /** The old and the new value; by default those of the places. */
  readonly values?: Sides<Json | undefined>;
  readonly renamed?: string | undefined;
  /** The effect on users, if it can be more specific than the rule's. */
  readonly why?: string | undefined;
}

/** A comparison in progress: its findings, and the schemas that were compared. */
export class Comparison {
  /** The old names of named schemas that were compared. */
  readonly met = new Set<string>();
  /** Old name → new name of schemas in the same place. */
  readonly renamed = new Map<string, string>();
  readonly roots: Sides<Place>;
  readonly #changes = new Map<string, Change>();
  readonly #waiting: [Sides<readonly Place[]>, Trail][] = [];
  readonly #visited = new Set<string>();
  readonly #closed: ReadonlySet<Json>;
  #users: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(
    contracts: Sides<JsonObject>,
    private readonly compare: (comparison: Comparison, pair: Pair) => void,
  ) {
    this.roots = each(contracts, (contract) => Place.root(contract));
    this.#closed = new Set(contracts.flatMap((contract) => [...closedIn(contract)]));
  }

  /**
   * Adds a change; one that is found in several ways counts once.
   * @param near the place that a part missing in one contract would have
   * @param subject what has changed, in users' words
   */
  report(
    rule: RuleId,
    change: Sides<Place | undefined>,
    near: Sides<Place | Shape>,
    subject: string,
    details: Details & { readonly wording?: Wording } = {},
  ): void {
    const { values = each(change, (place) => place?.value), renamed } = details;
    const { wording = change[0] && change[1] ? "values" : "plain" } = details;
    const text = changeWords(subject, change, values, wording, renamed);
    this.add(rule, change, near, text, details);
  }

  /** The same, with the first half of the message in other words. */
  add(
    rule: RuleId,
    [was, is]: Sides<Place | undefined>,
    near: Sides<Place | Shape>,
    text: string,
    { values = [was?.value, is?.value], why = rules[rule].why, renamed }: Details = {},
  ): void {
    const [oldAt, newAt] = [was ?? placeLike(is, near[0]), is ?? placeLike(was, near[1])];
    const location = { old: oldAt.pointer, new: newAt.pointer };
    const [old, now] = each(values, (value) => value ?? null);
    const key = JSON.stringify([rule, location, old, now]);
    if (this.#changes.has(key)) return;
    const { level } = rules[rule];
    const name = renamed !== undefined && { renamed };
    const message = `${text}: ${why}`;
    this.#changes.set(key, { level, rule, location, old, new: now, ...name, message });
  }

  diff(): Diff {
    return diffOf([...this.#changes.values()]);
  }

  /**
   * Compares two schemas, each combined from several places, each pair only once. A missing one allows
   * anything. The nearest come first, so that recursion ends and a recursive schema has its shortest
   * name.
   */
  schemas(sources: Sides<readonly Place[]>, near: Sides<Place>, trail: Trail): void {
    const [was, is] = sources;
    if (was.length + is.length === 0) return;
    const isFirst = this.#waiting.length === 0;
    const anything = each(near, (place) => [place.here({})]);
    const filled: Sides<readonly Place[]> = [
      was.length > 0 ? was : anything[0],
      is.length > 0 ? is : anything[1],
    ];
    this.#waiting.push([filled, trail]);
    if (!isFirst) return;
    for (const [each, way] of this.#waiting) this.#compare(each, way);
    this.#waiting.length = 0;
  }

  #compare(sources: Sides<readonly Place[]>, trail: Trail): void {
    const [was, is] = each(sources, (places) => JSON.stringify(places.map(({ value }) => value)));
    if (was === is && !was.includes('"$ref"')) return;
    const key = [trail.side, ...each(sources, keyOf)].join("\n\n");
    if (this.#visited.has(key)) return;
    this.#visited.add(key);
    const shapes = each(sources, (places) => new Shape(places));
    const [old, now] = each(shapes, ({ names }) => names);
    for (const name of old) this.met.add(name);
    const [[oldName], [newName]] = [old, now];
    if (oldName !== undefined && newName !== undefined && oldName !== newName)
      this.renamed.set(oldName, newName);
    const named = old.at(-1) ?? now.at(-1) ?? trail.named;
    this.compare(this, { shapes, trail: { ...trail, named } });
  }

  /** The value in users' words, with the number of other methods that share it. */
  describe({ side, subject, named }: Trail): string {
    this.#users ??= usersOf(this.roots);
    const others = (this.#users.get(`${side} ${named}`)?.size ?? 1) - 1;
    return others > 0 ? `${subject} (and ${others} other method${others > 1 ? "s" : ""})` : subject;
  }

  /** Whether an enum there is closed even in responses. */
  isClosed({ shapes: [old, now] }: Pair): boolean {
    return [...old.parts, ...now.parts].some(
      ({ object, origin }) => object.const !== undefined || this.#closed.has(origin),
    );
  }
}

/** The place that something of the other contract would have: the same part, or the outermost. */
function placeLike(found: Place | undefined, near: Place | Shape): Place {
  if (near instanceof Place) return near;
  const same = near.parts.find(({ pointer }) => found?.pointer.startsWith(`${pointer}/`));
  return same ?? near.at;
}

/** Properties that tell alternatives apart. */
function closedIn(document: JsonObject): Set<Json> {
  return new Set(discriminators(Cursor.root(document)));
}

/** The operations of either contract that use each schema: `direction name` → ids. */
function usersOf(contracts: Sides<Place>): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  for (const contract of contracts) {
    const schemas = objectAt(objectAt(contract.object, "components"), "schemas");
    for (const { id, place } of readOperations(contract))
      for (const key of ["parameters", "requestBody", "responses"])
        for (const name of reach([place.object[key] ?? null], schemas)) {
          const use = `${key === "responses" ? "response" : "request"} ${name}`;
          users.set(use, (users.get(use) ?? new Set()).add(id));
        }
  }
  return users;
}
