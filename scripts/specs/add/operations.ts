import { type JsonObject, textAt } from "../../common/json.js";
import { Problems, UserError } from "../../common/user-error.js";
import { takenOperation } from "../../generate/validate/collisions.js";
import type { WantedOperation } from "../vendor.js";
import type { Description } from "../read/convert.js";
import { findOperation, missingOperation } from "../read/find-operation.js";
import { camel, wordsOf } from "../../common/words.js";

/** A selected operation in the description that has it. */
export interface FoundOperation extends WantedOperation {
  readonly description: Description;
  readonly operation: JsonObject;
  readonly item: JsonObject;
}

const FORM =
  /^(GET|PUT|POST|DELETE|PATCH) (\/\S*?)(?:=([A-Za-z_][A-Za-z0-9_]*))?(?::([A-Z][A-Za-z0-9]*))?$/;

/**
 * Reads `--operations`; one without a name has an empty operation id.
 * @throws {UserError} with a line for each text that is malformed or repeated
 */
export function parseOperations(texts: readonly string[]): WantedOperation[] {
  const problems = new Problems();
  const selected = new Map<string, WantedOperation>();
  for (const text of texts) {
    const [, method, path, operationId = "", tag = "Billing"] = FORM.exec(text.trim()) ?? [];
    if (method === undefined || path === undefined) {
      problems.add(
        `--operations: ${JSON.stringify(text)} is not of the form "GET /path[=operationId][:Tag]"`,
      );
      continue;
    }
    const key = `${method} ${path}`;
    if (selected.has(key)) problems.add(`--operations: ${key} is given twice`);
    if (/^[^a-z]/.test(operationId))
      problems.add(`--operations: ${operationId} is a method's name: begin it with a small letter`);
    selected.set(key, { key, method: method.toLowerCase(), path, operationId, tag });
  }
  problems.throwIfAny();
  return [...selected.values()];
}

/** @throws {UserError} naming each operation that no description has */
export function findOperations(
  selected: readonly WantedOperation[],
  descriptions: readonly Description[],
): FoundOperation[] {
  const problems = new Problems();
  const found = selected.flatMap((each): FoundOperation[] => {
    for (const description of descriptions) {
      const place = findOperation(description.document, each.path, each.method);
      if (place) return [{ ...each, ...place, description }];
    }
    problems.add(`--operations: ${missingOperation(each.key, descriptions)}`);
    return [];
  });
  problems.throwIfAny();
  return found;
}

/**
 * A method's name for each operation: the one in `--operations`, else the description's own, else method and
 * path.
 * @throws {UserError} if two operations share a name, or code can't have it
 */
export function nameOperations(found: readonly FoundOperation[]): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  const assign = (key: string, name: string): void => {
    names.set(key, name);
    owners.set(name.toLowerCase(), key);
  };
  const problems = new Problems();
  for (const { key, operationId } of found) {
    if (operationId === "") continue;
    const taken = takenOperation(operationId);
    const other = owners.get(operationId.toLowerCase());
    if (taken !== undefined) problems.add(`--operations: ${operationId} is also ${taken}`);
    if (other !== undefined)
      problems.add(`--operations: ${operationId} names both ${other} and ${key}`);
    assign(key, operationId);
  }
  problems.throwIfAny();
  for (const { key, method, path, operation, operationId } of found) {
    if (operationId !== "") continue;
    const theirs = camel(wordsOf(textAt(operation, "operationId")));
    const made = camel([method, ...wordsOf(path)]);
    const free = [theirs, `${theirs}Operation`, made].find(
      (name) =>
        /^[a-z]/.test(name) &&
        !owners.has(name.toLowerCase()) &&
        takenOperation(name) === undefined,
    );
    if (free === undefined)
      throw new UserError(`--operations: ${key} needs a name of its own: "${key}=operationId"`);
    assign(key, free);
  }
  return names;
}
