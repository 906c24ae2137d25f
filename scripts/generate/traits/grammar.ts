import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import schema from "../../../specs/traits.schema.json" with { type: "json" };
import { keysOf } from "../../common/json-pointer.js";
import type { Cursor } from "../contract/cursor.js";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, verbose: true });
ajv.addSchema(schema, "traits");

/**
 * Checks a trait against its definition in specs/traits.schema.json.
 * @throws {UserError} naming the place of the first mistake
 */
export function checkGrammar(trait: Cursor, name: keyof typeof schema.$defs): void {
  const validate = ajv.compile({ $ref: `traits#/$defs/${name}` });
  if (validate(trait.value)) return;
  const errors = validate.errors ?? [];
  // Of alternatives, what is wrong inside one says more than that none holds.
  const error = errors.find(({ keyword }) => !["oneOf", "anyOf", "if"].includes(keyword));
  const found = error ?? errors[0];
  if (!found) return;
  const at = keysOf(found.instancePath).reduce((place, key) => place.get(key), trait);
  at.fail(messageOf(found));
}

function messageOf({ keyword, params, message = "is invalid", parentSchema }: ErrorObject): string {
  switch (keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key: unknown = params.additionalProperty ?? params.unevaluatedProperty;
      const known = Object.keys((parentSchema?.properties ?? {}) as object).join(", ");
      return `unknown key ${JSON.stringify(key)}; known here: ${known}`;
    }
    case "required":
      return `needs ${JSON.stringify(params.missingProperty)}`;
    case "enum":
      return `allowed: ${(params.allowedValues as unknown[]).join(", ")}`;
    case "false schema":
      return "doesn't belong here";
    default:
      return message;
  }
}
