import type { Cursor } from "../contract/cursor.js";
import { isObject } from "../../common/json.js";
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
 * them. Prose is not looked at: it is made harmless where it is written.
 * @throws {UserError} A name would break out of its place, or something is asked for that cannot be generated.
 */
export function checkNames(contract: Cursor): void {
  checkReferences(contract, 0);
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

/** Everything must stand in the file itself: the generators would fetch the rest. */
function checkReferences(at: Cursor, depth: number): void {
  if (depth > 200) at.fail("is nested too deep");
  if (Array.isArray(at.value)) {
    for (const item of at.items()) checkReferences(item, depth + 1);
  } else if (isObject(at.value)) {
    const reference = at.find("$ref");
    // Below `properties` it may be a name like any other.
    if (reference && typeof reference.value === "string") {
      if (!reference.value.startsWith("#/components/")) {
        reference.fail("leads out of the file's components; only #/components/… is taken");
      }
    }
    for (const entry of at.entries()) checkReferences(entry, depth + 1);
  }
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
  // What is not known would be left out without a word.
  const known: readonly string[] = [...methods, "parameters", "summary", "description"];
  const unknown = item.entries().find(({ key }) => !known.includes(key) && !key.startsWith("x-"));
  unknown?.fail(`is not supported here: ${known.join(", ")} are`);
  const shared = item.find("parameters")?.items() ?? [];
  for (const method of methods) {
    const operation = item.find(method);
    if (operation) checkOperation(operation, item.key, shared);
  }
}

function checkOperation(operation: Cursor, path: string, shared: readonly Cursor[]): void {
  checkText(operation.get("operationId"), methodName);
  for (const tag of operation.get("tags").items()) checkText(tag, typeName);
  checkOptional(operation.find("x-billkit-reference"), word);
  for (const permission of operation.find("x-billkit-permissions")?.items() ?? [])
    checkText(permission, word);
  for (const requirement of operation.find("security")?.items() ?? []) checkScopes(requirement);

  const own = operation.find("parameters")?.items() ?? [];
  const parameters = [...own, ...shared].map((parameter) => parameter.resolve());
  for (const parameter of parameters) checkParameter(parameter);
  checkTwice(own.map((parameter) => parameter.resolve()));
  checkArguments(operation, path, parameters);
  const body = operation.find("requestBody")?.resolve();
  if (body) checkContent(body);
  if (body) checkBody(body);
  for (const answer of operation.get("responses").entries()) {
    checkName(answer, answer.key, status);
    checkContent(answer.resolve());
  }
}

function checkParameter(parameter: Cursor): void {
  const name = parameter.get("name");
  const place = parameter.get("in");
  checkText(name, wireName);
  if (name.text() in Object.prototype)
    name.fail(
      `${JSON.stringify(name.text())} is what every object has, and cannot be told from it`,
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

/** One of the operation's own may stand in the place of one of the path's, not of another of its own. */
function checkTwice(own: readonly Cursor[]): void {
  const names = own.map((parameter) => parameter.get("name").text());
  const index = names.findIndex((name, place) => names.indexOf(name) !== place);
  if (index === -1) return;
  const [first, again] = own.filter((_, place) => names[place] === names[index]);
  if (first?.get("in").value === again?.get("in").value)
    again?.fail(`the parameter ${JSON.stringify(names[index])} is given twice`);
}

/** Each argument has one name, whatever its place. */
function checkArguments(operation: Cursor, path: string, parameters: readonly Cursor[]): void {
  const byName = new Map<string, string>();
  for (const parameter of parameters) {
    const name = parameter.get("name").text();
    const place = parameter.get("in").text();
    const other = byName.get(name);
    if (other !== undefined && other !== place) {
      parameter.fail(
        `"${name}" is a parameter both in ${other} and in ${place}; arguments have one name each`,
      );
    }
    byName.set(name, place);
  }
  if (byName.has("body") && operation.find("requestBody")) {
    operation.fail('a parameter is called "body", which is the name of the request\'s body');
  }
  const inPath = new Set([...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ""));
  for (const name of inPath) {
    if (byName.get(name) !== "path")
      operation.fail(`the path holds {${name}}, which is no path parameter`);
  }
  for (const [name, place] of byName) {
    if (place === "path" && !inPath.has(name))
      operation.fail(`the path parameter "${name}" is not in the path`);
  }
}

function checkContent(at: Cursor): void {
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
