import type { JsonObject } from "../../common/json.js";
import type { CredentialScheme } from "../contract/credentials.js";
import type { Answer, Operation, Parameter, Service, Tag } from "../contract/service.js";
import { defaultOf, formatSuffix, limits, memberLists } from "./constraints.js";
import { readReports } from "../traits/reports.js";
import { errorClass } from "./errors.js";
import { example, reportExample } from "./example.js";
import { parameterRule, typeOfRule } from "../checks/rules.js";
import { isSuccess, resultMarkdown, resultOf, signatureResult } from "./result.js";
import { anchor, block, code, inline, sentence } from "./text.js";
import { longEnum, markdownType } from "./type.js";

/** One operation's part of an API class's page. */
export function pageView(
  service: Service,
  tag: Tag,
  operation: Operation,
  packageName: string,
): JsonObject {
  const report = readReports(service).find(({ start }) => start === operation);
  return {
    address: code(`${operation.method} ${operation.path}`),
    anchor: anchor(operation.id),
    summary: inline(operation.summary),
    description: block(operation.description) || false,
    signatureResult: signatureResult(operation),
    table: [
      ...operation.parameters.map(parameterRow),
      ...(operation.body ? [bodyRow(operation)] : []),
    ],
    lists: operation.parameters.flatMap((parameter) =>
      memberLists(code(parameter.name), parameter.schema),
    ),
    returns: resultMarkdown(operation),
    credentials: service.credentials.map(credentialText),
    permissions: permissions(operation.permissions.map(code)),
    scopes: operation.scopes.length > 0 && [...new Set(operation.scopes)].map(code).join(", "),
    accept: code(resultOf(operation).accept ?? "application/json"),
    headers: headerRows(service),
    contentType: operation.body !== undefined && code(operation.body.mediaType),
    client: service.className,
    headerArguments: operation.parameters.filter(isInHeader).map(({ name }) => code(name)),
    failures: operation.answers
      .filter((answer) => !isSuccess(answer))
      .map((answer) => ({
        status: answer.status,
        error: code(errorClass(answer.status)),
        body: bodyTypes(answer),
        when: inline(sentence(answer.description)) || "–",
      })),
    example: example(service, tag, operation, packageName),
    report: report !== undefined && { example: reportExample(service, report, packageName) },
  };
}

function permissions(names: readonly string[]): string | false {
  if (names.length > 1) return `any one of the permissions ${names.join(", ")}`;
  return names.length === 1 && `permission ${names.join("")}`;
}

function parameterRow(parameter: Parameter): JsonObject {
  return {
    name: code(parameter.name),
    type: argumentType(parameter) + formatSuffix(parameter.schema),
    in: parameter.in,
    required: parameter.required ? "yes" : "no",
    default: inline(defaultOf(parameter.schema) ?? "–"),
    allowed: inline(limits(parameter.schema).join(", ") || "–"),
    description: inline(sentence(parameter.description)) || "–",
  };
}

/** Members that are listed below the table are shown as `string` in it. */
function argumentType({ in: place, schema }: Parameter): string {
  const type = typeOfRule(parameterRule(place, schema));
  return code(
    longEnum(schema).length === 0 ? type : type.replace(/"[^"]*"(?: \| "[^"]*")*/, "string"),
  );
}

function bodyRow(operation: Operation): JsonObject {
  return {
    name: code("body"),
    type: operation.body ? markdownType(operation.body.schema, false) : "",
    in: "body",
    required: operation.body?.required === true ? "yes" : "no",
    default: "–",
    allowed: "–",
    description: inline(
      `${sentence(operation.body?.description ?? "")} Sent as \`${operation.body?.mediaType ?? ""}\`.`,
    ),
  };
}

function bodyTypes(answer: Answer): string {
  const types = [
    ...(answer.body?.kind === "json" ? [markdownType(answer.body.schema, true)] : []),
    ...[
      ...(answer.body && answer.body.kind !== "json" ? [answer.body.mediaType] : []),
      ...answer.others,
    ].map((type) => (type.startsWith("text/") ? `text (${code(type)})` : code(type))),
  ];
  return types.join(" or ") || "–";
}

function credentialText(credential: CredentialScheme): JsonObject {
  const { title, description, name, prefix, environment } = credential;
  const variables = environment === undefined ? credential.basic : [{ environment }];
  const where = credential.in === "header" ? `${name}: ${prefix}` : `?${name}=`;
  return {
    name: code(title),
    description: inline(sentence(description)) || false,
    place: credential.in === "header" ? "Header" : "Query",
    value: code(`${where}<${credential.option}>`),
    environment: variables?.map((each) => code(each.environment)).join(" and ") ?? false,
    hasVariables: variables !== undefined && variables.length > 1,
  };
}

const isInHeader = (part: { readonly in?: string }): boolean => part.in === "header";

/** The headers that every request of the service has. */
function headerRows({ credentials, pinned }: Service): JsonObject[] {
  return [
    ...credentials
      .filter(isInHeader)
      .map(({ name, prefix, option }) => ({ name, value: `${prefix}<${option}>` })),
    ...pinned.filter(isInHeader),
  ].map(({ name, value }) => ({ name: code(name), value: code(value) }));
}
