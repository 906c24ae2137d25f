import { isObject, type Json } from "../../common/json.js";
import { readOperations } from "./operation.js";
import type { Place } from "./place.js";
import type { Direction } from "./trail.js";

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
