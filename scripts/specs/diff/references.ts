import { isObject, type Json } from "../../common/json.js";
import { Problems, UserError } from "../../common/user-error.js";
import type { Located } from "../../common/yaml.js";
import { Place } from "../compare/place.js";

/**
 * Checks that every `$ref` of a contract leads to a part of it.
 * @throws {UserError} with file and line of each that does not
 */
export function checkReferences(located: Located): void {
  const problems = new Problems();
  const document = located.value;
  const visit = (value: Json, path: readonly string[]): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, [...path, `${index}`]);
    } else if (isObject(value)) {
      // Under `properties`, a field may be called so.
      if (typeof value.$ref === "string") {
        try {
          new Place(document, path, value).resolve();
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          for (const line of error.problems) problems.add(`${located.at(path)}: ${line}`);
        }
      }
      for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
    }
  };
  visit(document, []);
  problems.throwIfAny();
}
