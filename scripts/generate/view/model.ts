import type { Cursor } from "../contract/cursor.js";
import type { JsonObject } from "../../common/json.js";
import { merge, unionsOf } from "../checks/merge.js";
import { compare, type Answer, type Service } from "../contract/service.js";
import { formatSuffix, memberLists, valueSentences } from "./constraints.js";
import { isSuccess } from "./result.js";
import { anchor, block, code, inline, sentence } from "./text.js";
import { enumOf, markdownType } from "./type.js";

/** The schemas of responses, and the properties whose enums are closed in requests and responses. */
type Sides = Readonly<Record<"answered" | "closed", ReadonlySet<JsonObject>>>;

/** The templates' data for one named schema. */
export function modelView(schema: Cursor, sides: Sides, service: Service): JsonObject {
  const open = sides.answered.has(schema.object()) && !sides.closed.has(schema.object());
  const alternatives = unionsOf([schema]).flat();
  const discriminator = schema.find("discriminator")?.find("propertyName")?.text();
  const members = enumOf(schema) ?? [];
  const fields = alternatives.length > 0 ? [] : fieldViews(schema, sides);
  return {
    name: schema.key,
    description: block(schema.optionalText("description") ?? "") || false,
    hasFields: fields.length > 0,
    fields,
    alternatives: alternatives.map((each) => ({
      type: markdownType(each, open, ""),
      description: inline(sentence(each.resolve().optionalText("description") ?? "")) || false,
    })),
    discriminator: discriminator !== undefined && code(discriminator),
    lists: (schema.find("properties")?.entries() ?? []).flatMap((property) =>
      memberLists(code(property.key), property),
    ),
    members: members.map((member) => code(JSON.stringify(member))),
    open: open && members.length > 0,
    type:
      fields.length === 0 &&
      alternatives.length === 0 &&
      members.length === 0 &&
      markdownType(schema, open, ""),
    returnedBy: returnedBy(schema.key, service),
  };
}

/** The fields of a schema, or of the target if it is only a reference. */
function fieldViews(schema: Cursor, sides: Sides): JsonObject[] {
  const parts = merge([schema], ["properties", "required"]);
  const required = new Set(parts.flatMap((part) => part.find("required")?.texts() ?? []));
  const fields = parts.flatMap((part) => part.find("properties")?.entries() ?? []);
  const answered = sides.answered.has(schema.object());
  return [...new Map(fields.map((field) => [field.key, field])).values()].map((field) => {
    const open = answered && !sides.closed.has(field.object());
    const presence = answered ? "always" : "required";
    return {
      name: code(field.key),
      type: markdownType(field, open, "") + formatSuffix(field),
      presence: required.has(field.key) ? presence : "optional",
      description: inline(meaning(field)) || "–",
    };
  });
}

function meaning(field: Cursor): string {
  const target = field.resolve();
  const description = field.optionalText("description") ?? target.optionalText("description");
  return [
    sentence(description ?? ""),
    ...valueSentences(field),
    ...(target.find("deprecated")?.value === true ? ["Deprecated."] : []),
  ].join(" ");
}

function returnedBy(name: string, service: Service): JsonObject[] {
  const reference = `#/components/schemas/${name}`;
  const returns = (answer: Answer): boolean => {
    const schema = answer.body?.schema;
    const inList = schema?.find("items")?.find("$ref")?.value;
    return isSuccess(answer) && [schema?.find("$ref")?.value, inList].includes(reference);
  };
  return service.tags
    .flatMap((tag) => tag.operations.map((operation) => ({ tag, operation })))
    .filter(({ operation }) => operation.answers.some(returns))
    .map(({ tag, operation }) => ({
      name: operation.id,
      link: `../${tag.name}Api.md#${anchor(operation.id)}`,
    }))
    .sort((one, other) => compare(one.name, other.name));
}
