import type { Cursor } from "../contract/cursor.js";
import { isObject, type JsonObject } from "../../common/json.js";
import { compare, type Answer, type Service } from "../contract/service.js";
import { defaultOf, formatSuffix, limits, memberLists } from "./constraints.js";
import { isSuccess } from "./result.js";
import { anchor, block, code, inline, sentence } from "./text.js";
import { enumOf, markdownType } from "./type.js";

export interface Sides {
  /** The schemas that answers are made of. */
  readonly answered: ReadonlySet<JsonObject>;
  /** Properties whose enums are closed on either side. */
  readonly closed: ReadonlySet<JsonObject>;
}

/** What the templates write of one named schema. */
export function modelView(schema: Cursor, sides: Sides, service: Service): JsonObject {
  const open = sides.answered.has(schema.object()) && !sides.closed.has(schema.object());
  const alternatives = [
    ...(schema.find("oneOf")?.items() ?? []),
    ...(schema.find("anyOf")?.items() ?? []),
  ];
  const discriminator = schema.find("discriminator")?.find("propertyName")?.text();
  const members = enumOf(schema) ?? [];
  const withProperties = alternatives.length === 0 && hasProperties(schema);
  return {
    name: schema.key,
    description: block(schema.optionalText("description") ?? "") || false,
    hasProperties: withProperties,
    alternatives: alternatives.map((each) => ({
      type: markdownType(each, { models: "", open }),
      description: inline(sentence(each.resolve().optionalText("description") ?? "")) || false,
    })),
    discriminator: discriminator !== undefined && code(discriminator),
    lists: (schema.find("properties")?.entries() ?? []).flatMap((property) =>
      memberLists(code(property.key), property),
    ),
    members: members.map((member) => code(JSON.stringify(member))),
    open: open && members.length > 0,
    type:
      !withProperties &&
      alternatives.length === 0 &&
      members.length === 0 &&
      markdownType(schema, { models: "", open }),
    returnedBy: returnedBy(schema.key, service),
  };
}

/** What the templates write of one property, at the property. */
export function fieldView(owner: Cursor, property: Cursor, sides: Sides): JsonObject {
  const answered = sides.answered.has(owner.object());
  const open = answered && !sides.closed.has(property.object());
  const required = owner.find("required")?.texts().includes(property.key) === true;
  const ownDefault = defaultOf(property);
  const allowed = limits(property);
  const flags = [
    ...(ownDefault === undefined ? [] : [`Default ${ownDefault}.`]),
    ...(allowed.length === 0 ? [] : [`Allowed: ${allowed.join(", ")}.`]),
    ...(property.resolve().find("deprecated")?.value === true ? ["Deprecated."] : []),
    ...(property.find("writeOnly")?.value === true ? ["Only in requests."] : []),
  ];
  const description =
    property.optionalText("description") ?? property.resolve().optionalText("description") ?? "";
  return {
    name: code(property.key),
    type: markdownType(property, { models: "", open }) + formatSuffix(property),
    presence: required ? (answered ? "always" : "required") : "optional",
    description: inline([sentence(description), ...flags].join(" ")),
  };
}

function hasProperties(schema: Cursor): boolean {
  const properties = schema.find("properties")?.value;
  return (
    isObject(properties) ||
    (schema
      .find("allOf")
      ?.items()
      .some((part) => hasProperties(part.resolve())) ??
      false)
  );
}

function returnedBy(name: string, service: Service): JsonObject[] {
  const reference = `#/components/schemas/${name}`;
  const gives = (answer: Answer): boolean => {
    const schema = answer.json?.schema;
    const inList = schema?.find("items")?.find("$ref")?.value;
    return isSuccess(answer) && [schema?.find("$ref")?.value, inList].includes(reference);
  };
  return service.tags
    .flatMap((tag) => tag.operations.map((operation) => ({ tag, operation })))
    .filter(({ operation }) => operation.answers.some(gives))
    .map(({ tag, operation }) => ({
      name: operation.id,
      link: `../${tag.name}Api.md#${anchor(operation.id)}`,
    }))
    .sort((one, other) => compare(one.name, other.name));
}
