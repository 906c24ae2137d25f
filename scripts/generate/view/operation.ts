import type { JsonObject } from "../../common/json.js";
import type { Answer, Body, Operation, Parameter, Service, Tag } from "../contract/service.js";
import { readPages, type PagesTrait } from "../traits/pages.js";
import { readReports } from "../traits/reports.js";
import type { BodyChecks } from "../checks/checks.js";
import { ruleCode } from "../checks/code.js";
import { parameterRule, typeOfRule } from "../checks/rules.js";
import type { CoreFeature } from "../core-exports.js";
import { argumentsName, hasArguments, needsArguments } from "./arguments.js";
import { constraintSentences } from "./constraints.js";
import { errorClass } from "./errors.js";
import { propertyKey } from "./example.js";
import { pageView } from "./page.js";
import { isSuccess, resultOf, resultText, resultType } from "./result.js";
import { commentLines, sentence } from "./text.js";

/** The templates' data for one operation. */
export function operationView(
  service: Service,
  tag: Tag,
  operation: Operation,
  packageName: string,
  checks: BodyChecks,
): JsonObject {
  const takes = hasArguments(operation);
  const pages = readPages(operation);
  return {
    id: operation.id,
    exported: readReports(service).some(({ start, read }) => [start, read].includes(operation)),
    deprecated: operation.deprecated,
    reference: operation.reference ?? false,
    comment: commentLines([operation.summary, operation.description].map(sentence).join("\n\n")),
    returned: resultText(operation),
    throws: operation.answers.filter((answer) => !isSuccess(answer)).flatMap(throwsLines),
    arguments: takes && {
      name: argumentsName(operation),
      optional: !needsArguments(operation),
      members: [
        ...operation.parameters.map(argumentMember),
        ...(operation.body ? [bodyMember(operation, operation.body)] : []),
      ],
    },
    definition: operationCode(operation, checks),
    result: resultType(operation),
    pages: pages
      ? {
          definition: pagesCode(pages, service),
          itemType: pages.itemType,
        }
      : false,
    ...pageView(service, tag, operation, packageName),
  };
}

/** Core's `OperationDefinition`. Texts are written as JSON, so that none can become code. */
export function operationCode(operation: Operation, checks: BodyChecks): string {
  const { id, method, path, parameters, body } = operation;
  const { accept, bodiless } = resultOf(operation);
  const read = reader(operation);
  const members = [
    `id: ${JSON.stringify(id)}`,
    `method: ${JSON.stringify(method)}`,
    `path: ${JSON.stringify(path)}`,
    `parameters: {\n${parameters.map((each) => `${propertyKey(each.name)}: ${definitionCode(each)},\n`).join("")}}`,
    ...(body ? [`body: ${bodyCode(body, checks)}`] : []),
    ...(accept === undefined ? [] : [`accept: ${JSON.stringify(accept)}`]),
    ...(checks.result === undefined ? [] : [`result: ${checks.result}`]),
    ...(read === undefined ? [] : [`read: ${read}`]),
    ...(bodiless.length === 0 ? [] : [`bodiless: ${JSON.stringify(bodiless)}`]),
  ];
  // With line breaks, which the formatter keeps.
  return `{\n${members.join(",\n")},\n}`;
}

function bodyCode(body: Body, checks: BodyChecks): string {
  const { mediaType, required } = body;
  return `{ mediaType: ${JSON.stringify(mediaType)}, serialize: ${serializer(body)}${required ? ", required: true" : ""}, shape: ${checks.body ?? '"json"'} }`;
}

function definitionCode(parameter: Parameter): string {
  const { in: place, required, style, explode, schema } = parameter;
  const rule = parameterRule(place, schema);
  // Repeated keys need no function of core.
  const isStyled = style !== "form" || !explode || rule.values !== undefined;
  const members = [
    `in: ${JSON.stringify(place)}`,
    ...(required ? ["required: true"] : []),
    ...(style === "form" ? [] : [`style: ${JSON.stringify(style)}`]),
    ...(explode ? [] : ["explode: false"]),
    ...ruleCode(rule),
    ...(isStyled ? ["serialize: styledQuery"] : []),
  ];
  return `{ ${members.join(", ")} }`;
}

const serializer = ({ mediaType }: Body): CoreFeature =>
  mediaType.includes("urlencoded") ? "formBody" : "jsonBody";

function reader(operation: Operation): CoreFeature | undefined {
  const { kind } = resultOf(operation);
  return kind === "text" ? "textBody" : kind === "bytes" ? "bytesBody" : undefined;
}

/** As JSON, so that no text of it can become code, except the form, which is core's function. */
function pagesCode({ form, definition }: PagesTrait, { credentials }: Service): string {
  // Services repeat them in the next page's address.
  const secrets = credentials.flatMap((each) => (each.in === "query" ? [each.name] : []));
  const rest = { ...definition, ...(secrets.length > 0 && { queryCredentials: secrets }) };
  return `{ form: ${form}, ${JSON.stringify(rest).slice(1)}`;
}

function throwsLines(answer: Answer): string[] {
  return commentLines(
    [answer.status, sentence(answer.description)].filter(Boolean).join(": "),
    `@throws {${errorClass(answer.status)}}`,
  );
}

/** Type and check come from one rule, so that code that compiles isn't rejected for its type. */
function argumentMember(parameter: Parameter): JsonObject {
  const { description, schema } = parameter;
  return member(
    parameter,
    typeOfRule(parameterRule(parameter.in, schema)),
    [sentence(description), ...constraintSentences(schema)].join(" "),
  );
}

function bodyMember(operation: Operation, body: Body): JsonObject {
  const { mediaType, required, description } = body;
  const at = `["requestBody"]>["content"][${JSON.stringify(mediaType)}]`;
  const type = `NonNullable<operations["${operation.id}"]${at}`;
  return member({ name: "body", required }, type, sentence(description));
}

function member(
  { name, required }: Pick<Parameter, "name" | "required">,
  type: string,
  prose: string,
): JsonObject {
  const comment = commentLines(prose);
  return {
    key: propertyKey(name),
    optional: !required,
    type,
    comment,
    hasComment: comment.length > 0,
  };
}
