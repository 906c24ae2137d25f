import { isObject, type Json } from "../../common/json.js";
import { HTTP_METHODS } from "../select/grammar.js";
import type { Place, Sides } from "./place.js";
import type { Direction } from "./trail.js";

/** An operation where it stands. */
export interface Operation {
  /** Its operation id, or its address where it has none. */
  readonly id: string;
  /** `GET /v1/things/{id}`. */
  readonly address: string;
  readonly place: Place;
  /** The path item, whose parameters it shares. */
  readonly item: Place;
}

/** Two operations of one id. */
export interface OperationPair extends Sides<Operation> {
  readonly id: string;
  readonly at: Sides<Place>;
}

/** The operations of a contract, by id. */
export function readOperations(contract: Place): Operation[] {
  const found: Operation[] = [];
  for (const [path, raw] of contract.members("paths")) {
    const item = raw.resolve();
    for (const method of HTTP_METHODS) {
      const place = item.get(method);
      if (!place) continue;
      const address = `${method.toUpperCase()} ${path}`;
      found.push({ id: place.text("operationId") || address, address, place, item });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** An address without the names of its parameters, which the service does not see. */
export function bareAddress({ address }: Operation): string {
  return address.replace(/\{[^{}]*\}/g, "{}");
}

/** `direction SchemaName` → the operations that use it. */
export type Users = ReadonlyMap<string, ReadonlySet<string>>;

const PARTS: readonly [Direction, readonly string[]][] = [
  ["request", ["parameters", "requestBody"]],
  ["response", ["responses"]],
];
const SCHEMA = /^#\/components\/schemas\/([^/]+)$/;

/** The operations that use each named schema, in either of two contracts. */
export function usersOf(...contracts: readonly Place[]): Users {
  const users = new Map<string, Set<string>>();
  for (const contract of contracts) {
    for (const { id, place } of readOperations(contract)) {
      for (const [side, keys] of PARTS) {
        const from = keys.map((key) => place.object[key] ?? null);
        for (const name of reachable(contract, from)) {
          const key = `${side} ${name}`;
          users.set(key, (users.get(key) ?? new Set()).add(id));
        }
      }
    }
  }
  return users;
}

function reachable(contract: Place, from: readonly Json[]): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const waiting: Json[] = [...from];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== "object" || value === null) continue;
    for (const member of Object.values(value)) waiting.push(member);
    const reference = isObject(value) ? value.$ref : undefined;
    if (typeof reference !== "string" || seen.has(reference)) continue;
    seen.add(reference);
    const name = SCHEMA.exec(reference)?.[1];
    if (name !== undefined) names.add(name);
    const target = contract.find(reference);
    if (target) waiting.push(target.value);
  }
  return names;
}
