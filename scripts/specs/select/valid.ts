import type { Json, JsonObject } from "../../common/json.js";
import { keywordProblem, schemaProblems } from "../../common/json-schema.js";
import { PLAIN_KEYWORDS } from "./intersect.js";

/**
 * A schema without values that a contract can't have, such as a text that could end a comment of the
 * generated code. They loosen it when they are left out, where refusing them would stop the vendor.
 * @param complain receives what is left out, as a phrase about the schema
 */
export function validKeywords(schema: JsonObject, complain: (problem: string) => void): JsonObject {
  const valid = Object.entries(schema).flatMap(([key, given]): [string, Json][] => {
    const isEnum = key === "enum" && Array.isArray(given);
    const value = isEnum ? validMembers(given, complain) : given;
    const problem = PLAIN_KEYWORDS.has(key) ? keywordProblem(key, value) : undefined;
    if (problem === undefined) return [[key, value]];
    complain(`its ${key} is left out: ${problem}`);
    return [];
  });
  return Object.fromEntries(valid);
}

function validMembers(members: readonly Json[], complain: (problem: string) => void): Json[] {
  const invalid = members.filter((one) => !isValidValue(one)).map((one) => JSON.stringify(one));
  if (invalid.length > 0)
    complain(`left out of its enum, since no contract can have it: ${invalid.join(", ")}`);
  return members.filter(isValidValue);
}

/** Whether a contract can have a value, as a member of an enum or of a discriminator. */
export function isValidValue(value: Json): boolean {
  return schemaProblems("contract#/$defs/scalar", value).length === 0;
}
