import type { Cursor } from "../contract/cursor.js";
import { methods } from "../contract/normalize.js";
import { oneLine } from "../../common/user-error.js";
import {
  checkName,
  environmentName,
  headerName,
  mediaType,
  methodName,
  oneGroup,
  pathTemplate,
  plainName,
  schemeName,
  server,
  status,
  typeName,
  value,
  wireName,
  word,
} from "./names.js";
import { checkArgument, checkBody, checkSent } from "./requests.js";
import { checkCycles, checkSchema } from "./schemas.js";

/** Headers that the runtime sets itself. */
const ownHeaders = ["accept", "authorization", "content-type", "user-agent"];

/**
 * Names of a contract end up in code, comments, pages and file names, where neither generator escapes
 * them. Prose isn't checked: it is escaped where it is written.
 * @throws {UserError} A name would break out of its place, or the contract has something that can't be generated.
 */
export function checkNames(contract: Cursor): void {
  checkInfo(contract);
  const components = contract.find("components");
  for (const schema of components?.find("schemas")?.entries() ?? []) {
    checkName(schema, schema.key, typeName);
    checkSchema(schema, true);
  }
  checkCycles(components?.find("schemas")?.entries() ?? []);
  for (const scheme of components?.find("securitySchemes")?.entries() ?? []) checkScheme(scheme);
  for (const tag of contract.find("tags")?.items() ?? []) checkText(tag.get("name"), typeName);
  for (const requirement of contract.find("security")?.items() ?? []) checkScopes(requirement);
  for (const pin of contract.find("x-billkit-pinned")?.items() ?? []) {
    checkText(pin.get("name"), pin.get("in").value === "header" ? headerName : wireName);
    checkText(pin.get("option"), methodName);
    checkText(pin.get("value"), value);
  }
  for (const item of contract.get("paths").entries()) checkPath(item);
}

function checkInfo(contract: Cursor): void {
  const info = contract.get("info");
  checkText(info.get("x-billkit-class"), typeName);
  checkOptional(info.find("x-billkit-request-id")?.find("header"), headerName);
  for (const form of info.find("x-billkit-errors")?.items() ?? []) {
    checkKeys(form, ["code", "message", "requestId", "retryAfterSeconds"]);
    for (const entry of form.entries()) {
      checkText(entry, entry.key === "retryAfterSeconds" ? oneGroup : plainName);
    }
  }
  const rates = info.find("x-billkit-rate-headers");
  if (rates) checkKeys(rates, ["count", "allowed", "resetSeconds"]);
  for (const entry of rates?.entries() ?? []) checkText(entry, headerName);
  checkText(contract.get("servers").get("0").get("url"), server);
}

function checkScheme(scheme: Cursor): void {
  checkName(scheme, scheme.key, schemeName);
  checkOptional(scheme.find("x-billkit-reference"), plainName);
  const credential = scheme.find("x-billkit-credential");
  if (!credential) return;
  checkOptional(credential.find("header"), headerName);
  checkOptional(credential.find("query"), wireName);
  checkOptional(credential.find("prefix"), value);
  checkOptional(credential.find("option"), methodName);
  checkOptional(credential.find("environment"), environmentName);
}

function checkScopes(requirement: Cursor): void {
  for (const scheme of requirement.entries()) {
    for (const scope of scheme.items()) checkText(scope, word);
  }
}

function checkPath(item: Cursor): void {
  checkName(item, item.key, pathTemplate);
  // Unknown keys would be dropped silently.
  const known: readonly string[] = methods;
  for (const operation of item.entries()) {
    if (!known.includes(operation.key))
      operation.fail(`is not supported here: ${known.join(", ")} are`);
    checkOperation(operation);
  }
}

function checkOperation(operation: Cursor): void {
  checkText(operation.get("operationId"), methodName);
  for (const tag of operation.get("tags").items()) checkText(tag, typeName);
  checkOptional(operation.find("x-billkit-reference"), word);
  for (const permission of operation.find("x-billkit-permissions")?.items() ?? [])
    checkText(permission, word);
  for (const requirement of operation.find("security")?.items() ?? []) checkScopes(requirement);

  const parameters = operation.find("parameters")?.items() ?? [];
  for (const parameter of parameters) checkParameter(parameter);
  const body = operation.find("requestBody");
  if (body) {
    if (parameters.some((parameter) => parameter.get("name").value === "body"))
      operation.fail('a parameter is called "body", which is the name of the request\'s body');
    checkContent(body);
    checkBody(body);
  }
  for (const answer of operation.get("responses").entries()) {
    checkName(answer, answer.key, status);
    checkContent(answer);
  }
}

function checkParameter(parameter: Cursor): void {
  const name = parameter.get("name");
  const place = parameter.get("in");
  checkText(name, wireName);
  if (name.text() in Object.prototype)
    name.fail(
      `${JSON.stringify(name.text())} is a member of every JavaScript object; leave the parameter out`,
    );
  if (!["path", "query", "header"].includes(place.text())) {
    place.fail(
      `parameters in "${oneLine(place.text(), 20)}" are not supported: path, query and header are`,
    );
  }
  if (place.value === "header") {
    checkText(name, headerName);
    if (ownHeaders.includes(name.text().toLowerCase())) {
      name.fail(`the header ${name.text()} is set by the client itself; remove it in the overlay`);
    }
  }
  const schema = parameter.get("schema");
  checkSchema(schema, false);
  checkSent(parameter);
  checkArgument(schema);
}

function checkContent(at: Cursor): void {
  at.find("$ref")?.fail("is not in a contract that sync writes: only schemas are referred to");
  for (const content of at.find("content")?.entries() ?? []) {
    checkName(content, content.key, mediaType);
    const schema = content.find("schema");
    if (schema) checkSchema(schema, false);
  }
}

function checkKeys(at: Cursor, known: readonly string[]): void {
  const other = at.entries().find((entry) => !known.includes(entry.key));
  other?.fail(`is not known here: ${known.join(", ")} are`);
}

function checkText(at: Cursor, rule: Parameters<typeof checkName>[2]): void {
  checkName(at, at.text(), rule);
}

function checkOptional(at: Cursor | undefined, rule: Parameters<typeof checkName>[2]): void {
  if (at) checkText(at, rule);
}
