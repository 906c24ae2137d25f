import { isObject, type Json } from "../../common/json.js";
import { readOperations } from "./operation.js";
import type { Place } from "./place.js";
import type { Side } from "./trail.js";

/** `side SchemaName` → the operations that send it or answer with it. */
export type Users = ReadonlyMap<string, ReadonlySet<string>>;

/** Who uses which named schema, in either of two contracts. */
export function usersOf(...contracts: readonly Place[]): Users {
  const users = new Map<string, Set<string>>();
  for (const contract of contracts) {
    for (const { id, place } of readOperations(contract)) {
      for (const [side, keys] of SIDES) {
        for (const name of reach(
          contract,
          keys.map((key) => place.get(key)?.value ?? null),
        )) {
          const key = `${side} ${name}`;
          users.set(key, (users.get(key) ?? new Set()).add(id));
        }
      }
    }
  }
  return users;
}

const SIDES: readonly [Side, readonly string[]][] = [
  ["request", ["parameters", "requestBody"]],
  ["response", ["responses"]],
];
const SCHEMA = /^#\/components\/schemas\/([^/]+)$/;

function reach(contract: Place, from: readonly Json[]): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const waiting: Json[] = [...from];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) waiting.push(...value);
    if (!isObject(value)) continue;
    waiting.push(...Object.values(value));
    const reference = value.$ref;
    if (typeof reference !== "string" || seen.has(reference)) continue;
    seen.add(reference);
    const name = SCHEMA.exec(reference)?.[1];
    if (name !== undefined) names.add(name);
    const target = contract.find(reference);
    if (target) waiting.push(target.value);
  }
  return names;
}
