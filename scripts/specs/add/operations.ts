import { takenOperation } from "../../generate/validate/collisions.js";
import type { Description } from "../read/convert.js";
import { isObject, type JsonObject, objectAt, own, textAt } from "../../common/json.js";
import { nearest } from "../../common/nearest.js";
import { Problems, UserError } from "../../common/user-error.js";
import { camel, wordsOf } from "./words.js";

/** One of `--operations`. */
export interface AskedOperation {
  /** `METHOD /path` */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly tag: string;
}

/** An asked operation as a description has it. */
export interface FoundOperation extends AskedOperation {
  readonly description: Description;
  readonly operation: JsonObject;
  readonly item: JsonObject;
}

const FORM =
  /^(GET|PUT|POST|DELETE|PATCH) (\/\S*?)(?:=([A-Za-z_][A-Za-z0-9_]*)(?::([A-Za-z][A-Za-z0-9]*))?)?$/;
const METHODS = ["get", "put", "post", "delete", "patch"];

/** @throws {UserError} with a line for each that is not of the form, or is given twice */
export function parseOperations(texts: readonly string[]): AskedOperation[] {
  const problems = new Problems();
  const asked = new Map<string, AskedOperation>();
  for (const text of texts) {
    const [, method, path, operationId, tag = "Billing"] = FORM.exec(text.trim()) ?? [];
    if (method === undefined || path === undefined) {
      problems.add(
        `--operations: ${JSON.stringify(text)} is not of the form "GET /path", "GET /path=operationId" or "GET /path=operationId:Tag"`,
      );
      continue;
    }
    const key = `${method} ${path}`;
    if (asked.has(key)) problems.add(`--operations: ${key} is given twice`);
    if (operationId !== undefined && !/^[a-z]/.test(operationId))
      problems.add(
        `--operations: ${operationId} must begin with a small letter: it names a method`,
      );
    if (!/^[A-Z]/.test(tag))
      problems.add(`--operations: ${tag} must begin with a capital: it names a class`);
    asked.set(key, { key, method: method.toLowerCase(), path, operationId, tag });
  }
  problems.throwIfAny();
  return [...asked.values()];
}

/** @throws {UserError} naming each operation that no description has */
export function findOperations(
  asked: readonly AskedOperation[],
  descriptions: readonly Description[],
): FoundOperation[] {
  const problems = new Problems();
  const found = asked.flatMap((each): FoundOperation[] => {
    for (const description of descriptions) {
      const item = own(objectAt(description.document, "paths"), each.path);
      const operation = isObject(item) ? own(item, each.method) : undefined;
      if (isObject(item) && isObject(operation)) return [{ ...each, description, item, operation }];
    }
    const known = descriptions.flatMap(({ document }) => keysOf(document));
    const meant = nearest(each.key, known);
    problems.add(
      `--operations: ${each.key} is not in ${descriptions.map(({ name }) => name).join(", ")}` +
        (meant === undefined ? "" : `; did you mean ${meant}?`),
    );
    return [];
  });
  problems.throwIfAny();
  return found;
}

function keysOf(document: JsonObject): string[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item) && isObject(item[method])).map(
      (method) => `${method.toUpperCase()} ${path}`,
    ),
  );
}

/**
 * A method's name for each operation: as asked for, else the description's own where that is one,
 * else made of method and path.
 * @throws {UserError} for a name that two are given, or that code cannot have
 */
export function nameOperations(found: readonly FoundOperation[]): Map<string, string> {
  const problems = new Problems();
  const names = new Map<string, string>();
  const byName = new Map<string, string>();
  const isFree = (name: string): boolean =>
    /^[a-z]/.test(name) && !byName.has(name.toLowerCase()) && takenOperation(name) === undefined;
  const give = (key: string, name: string): void => {
    names.set(key, name);
    byName.set(name.toLowerCase(), key);
  };
  for (const { key, operationId } of found) {
    if (operationId === undefined) continue;
    const taken = takenOperation(operationId);
    const other = byName.get(operationId.toLowerCase());
    if (taken !== undefined) problems.add(`--operations: ${operationId} is also ${taken}`);
    if (other !== undefined)
      problems.add(`--operations: ${operationId} names both ${other} and ${key}`);
    give(key, operationId);
  }
  problems.throwIfAny();
  for (const { key, method, path, operation, operationId } of found) {
    if (operationId !== undefined) continue;
    const theirs = camel(wordsOf(textAt(operation, "operationId")));
    const made = camel([method, ...wordsOf(path)]);
    const free = [theirs, `${theirs}Operation`, made].find(isFree);
    if (free === undefined)
      throw new UserError(`--operations: ${key} needs a name of its own: ${key}=operationId`);
    give(key, free);
  }
  return names;
}
