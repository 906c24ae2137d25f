import { hasType, type Json, type JsonObject, parseJson } from "../../common/json.js";
import { keywordProblem, schemaProblems } from "../../common/json-schema.js";
import { PLAIN_KEYWORDS } from "./intersect.js";

/**
 * A schema without values that a contract can't have, such as a text that could end a comment of the
 * generated code. Refusing them would stop the vendor. Without a keyword, the schema accepts more;
 * without a member of an enum, a request can't send it.
 * @param complain receives what is left out, as a phrase about the schema
 */
export function validKeywords(schema: JsonObject, complain: (problem: string) => void): JsonObject {
  const valid = Object.entries(schema).flatMap(([key, given]): [string, Json][] => {
    const isEnum = key === "enum" && Array.isArray(given);
    const value = isEnum ? validMembers(given, schema.type, complain) : given;
    if (value === undefined) return [];
    const problem = PLAIN_KEYWORDS.has(key) ? keywordProblem(key, value) : undefined;
    if (problem === undefined) return [[key, value]];
    complain(`its ${key} is left out: ${problem}`);
    return [];
  });
  return Object.fromEntries(valid);
}

function validMembers(
  members: readonly Json[],
  type: Json | undefined,
  complain: (problem: string) => void,
): Json[] | undefined {
  const isKnown = type !== undefined && keywordProblem("type", type) === undefined;
  const types = isKnown ? [type].flat().filter((each) => typeof each === "string") : [];
  const isText = types.includes("string") && !types.includes("number");
  const inexact = members.filter(isNumber).filter((each) => !Number.isSafeInteger(each));
  if (isText && inexact.length > 0) {
    const lost = inexact.join(", ");
    complain(
      `its enum is left out: it has numbers as strings, whose exact digits are lost: ${lost}`,
    );
    return undefined;
  }
  const kept = new Set<Json>();
  const [converted, invalid]: [Json[], Json[]] = [[], []];
  for (const given of members) {
    const read = asDeclared(given, types);
    if (read !== undefined) kept.add(read);
    if (read === undefined) invalid.push(given);
    else if (read !== given) converted.push(given);
  }
  const list = (values: readonly Json[]): string =>
    values.map((one) => JSON.stringify(one)).join(", ");
  if (converted.length > 0)
    complain(`members of its enum are read as ${types.join(" or ")}: ${list(converted)}`);
  if (invalid.length > 0)
    complain(`left out of its enum, since no contract can have it: ${list(invalid)}`);
  // With null alone, nothing else would be allowed.
  const hasValues = invalid.length === 0 || [...kept].some((value) => value !== null);
  return hasValues ? [...kept] : [];
}

const isNumber = (value: Json): value is number => typeof value === "number";

/** A member as the types have it: 1 among texts is "1". Undefined if they don't, or no contract can have it. */
function asDeclared(member: Json, types: readonly string[]): Json | undefined {
  const isDeclared = types.length === 0 || member === null || hasType(member, types);
  const other = typeof member === "string" ? parseJson(member) : JSON.stringify(member);
  const read = isDeclared ? member : other;
  const isScalar = read !== undefined && isValid("scalar", member) && isValid("scalar", read);
  return isScalar && (isDeclared || hasType(read, types)) ? read : undefined;
}

/** Whether a contract can have a name, or a value as a member of an enum. */
export function isValid(part: "parameter" | "scalar" | "wireName", value: Json): boolean {
  return schemaProblems(`contract#/$defs/${part}`, value).length === 0;
}

/** Follows the name's place in messages. */
export const NO_NAME = "has a name that no contract can have";
