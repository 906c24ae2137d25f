import { isObject, type Json, type JsonObject } from "../../../common/json.js";
import { keysOf } from "../../../common/json-pointer.js";

/** A change of a copy of a contract. */
export type Mutation = (contract: JsonObject) => void;

function step(at: Json, key: string, pointer: string): Json {
  const next = Array.isArray(at) ? at[Number(key)] : isObject(at) ? at[key] : undefined;
  if (next === undefined) throw new Error(`no ${key} in ${pointer}`);
  return next;
}

function holder(contract: JsonObject, pointer: string): [JsonObject | Json[], string] {
  const keys = keysOf(pointer);
  const last = keys.pop() ?? "";
  const node = keys.reduce<Json>((at, key) => step(at, key, pointer), contract);
  if (!isObject(node) && !Array.isArray(node)) throw new Error(pointer);
  return [node, last];
}

export function at(contract: JsonObject, pointer: string): Json {
  return keysOf(pointer).reduce<Json>((node, key) => step(node, key, pointer), contract);
}

export const put =
  (pointer: string, value: Json): Mutation =>
  (contract) => {
    const [node, key] = holder(contract, pointer);
    if (Array.isArray(node)) node[Number(key)] = value;
    else node[key] = value;
  };

/** The place must be there. */
export const drop =
  (pointer: string): Mutation =>
  (contract) => {
    const [node, key] = holder(contract, pointer);
    step(node, key, pointer);
    if (Array.isArray(node)) node.splice(Number(key), 1);
    else Reflect.deleteProperty(node, key);
  };

export const add =
  (pointer: string, value: Json): Mutation =>
  (contract) => {
    const list = at(contract, pointer);
    if (!Array.isArray(list)) throw new Error(`${pointer} is no list`);
    list.push(value);
  };

/** Takes a text out of a list. */
export const without =
  (pointer: string, text: string): Mutation =>
  (contract) => {
    const list = at(contract, pointer);
    if (!Array.isArray(list) || !list.includes(text)) throw new Error(`no ${text} in ${pointer}`);
    list.splice(list.indexOf(text), 1);
  };

export const rename =
  (pointer: string, name: string): Mutation =>
  (contract) => {
    const value = at(contract, pointer);
    drop(pointer)(contract);
    put(pointer.replace(/[^/]*$/, name), value)(contract);
  };

/** A query parameter that is not there yet. */
export const query = (name: string, more: JsonObject = {}): Json => ({
  name,
  in: "query",
  description: "New.",
  schema: { type: "string" },
  ...more,
});

export const both =
  (...mutations: Mutation[]): Mutation =>
  (contract) => {
    for (const mutation of mutations) mutation(contract);
  };

export function mutated(contract: JsonObject, mutation: Mutation): JsonObject {
  const copy = structuredClone(contract);
  mutation(copy);
  return copy;
}

/** Gives a schema another name, and all that refers to it. */
export function renameSchema(from: string, to: string): Mutation {
  return (contract) => {
    const text = JSON.stringify(contract).replaceAll(`schemas/${from}"`, `schemas/${to}"`);
    Object.assign(contract, JSON.parse(text) as JsonObject);
    rename(`/components/schemas/${from}`, to)(contract);
  };
}
