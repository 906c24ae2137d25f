import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "../../common/json.js";
import { identityOf, lookUp } from "../read/pointer.js";

/**
 * A discriminator under the contract's names of its alternatives, each with the value that tells it;
 * what the description leaves to the names of its own schemas is said. Where there are no
 * alternatives there is none: of a base schema it tells nothing that the contract has.
 * @param body the schema in normal form, with its alternatives in the same order
 */
export function discriminatorOf(
  document: JsonObject,
  schema: JsonObject,
  body: JsonObject,
  complain: (problem: string) => void,
): JsonObject | undefined {
  const key = ["oneOf", "anyOf"].find((each) => listAt(schema, each).length > 0);
  const { discriminator } = schema;
  if (key === undefined || !isObject(discriminator)) return undefined;
  const parts = listAt(schema, key).map((part, index) => ({
    reference: isObject(part) ? textAt(part, "$ref") : "",
    identity: isObject(part) ? identityOf(document, part, "discriminator") : part,
    ours: nameOf(listAt(body, key)[index]),
  }));
  const mapping: JsonObject = {};
  const said = new Set<string>();
  for (const [value, target] of Object.entries(objectAt(discriminator, "mapping"))) {
    const identity = typeof target === "string" ? follow(document, target) : undefined;
    const part = parts.find((each) => identity !== undefined && each.identity === identity);
    if (!part?.ours) {
      complain(`maps "${value}" to what is none of its alternatives that have a name`);
      continue;
    }
    mapping[value] = part.ours;
    said.add(part.ours);
  }
  for (const { reference, ours } of parts) {
    const value = reference.split("/").at(-1);
    if (value && ours && !said.has(ours)) mapping[value] = ours;
  }
  return { propertyName: textAt(discriminator, "propertyName"), mapping };
}

/** A mapping names a schema by reference, or by its bare name. */
function follow(document: JsonObject, target: string): Json | undefined {
  const reference =
    target.includes("/") || target.startsWith("#") ? target : `#/components/schemas/${target}`;
  return lookUp(document, reference) === undefined
    ? undefined
    : identityOf(document, { $ref: reference }, "discriminator");
}

function nameOf(part: Json | undefined): string | undefined {
  return isObject(part) && typeof part.$ref === "string" ? part.$ref : undefined;
}
