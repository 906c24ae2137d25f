import type { Checks } from "../checks/checks.js";
import { featuresIn, identifiersIn } from "../checks/code.js";
import { basicParts } from "../contract/credentials.js";
import { Cursor } from "../contract/cursor.js";
import type { JsonObject } from "../../common/json.js";
import { discriminators, responseSchemas } from "../contract/sides.js";
import { compare, type Operation, type Service } from "../contract/service.js";
import { coreTypes, coreValues } from "../core-exports.js";
import { lowerFirst } from "./example.js";
import { connectView } from "./connect.js";
import { modelView } from "./model.js";
import { argumentsName, hasArguments } from "./arguments.js";
import { readPages } from "../traits/pages.js";
import { operationCode, operationView } from "./operation.js";
import { hasUnnamedResult, resultImports } from "./result.js";
import { anchor, block, code, commentLines, inline, sentence } from "./text.js";
import { hasPage } from "./type.js";

/** Extensions that pass data to the templates. */
const atPlace = "x-billkit-view";
const atModel = "x-billkit-model";

/**
 * Copies a contract for openapi-generator and adds the templates' data, escaped for its place in code or
 * Markdown.
 * @param more Data of templates that need more than the contract.
 */
export function annotate(
  contract: Cursor,
  service: Service,
  packageName: string,
  checks: Checks,
  more: JsonObject = {},
): JsonObject {
  const document = structuredClone(contract.object());
  const copy = new Cursor({ ...contract.source, document }, [], document);
  const sides = { answered: responseSchemas(contract), closed: discriminators(contract) };
  const vendor = packageName.replace(/^.*\//, "");
  copy.get("info").object()[atPlace] = {
    ...infoView(service, packageName),
    connect: connectView(contract, service, vendor),
    ...more,
  };
  for (const tag of service.tags) {
    const definitions = tag.operations.map((each) => operationCode(each, checks.of(each))).join();
    copyOf(copy, tag.at)[atPlace] = {
      comment: commentLines(sentence(tag.description) || `Operations of ${tag.name}.`),
      description: block(tag.description) || false,
      types: tagTypes(tag.operations),
      hasPages: tag.operations.some((each) => readPages(each)),
      pageForms: [...new Set(tag.operations.flatMap((each) => readPages(each)?.form ?? []))].sort(),
      hasCalls: tag.operations.some((each) => !readPages(each)),
      coreFeatures: featuresIn(definitions),
      usesShapes: identifiersIn(definitions).has("shapes"),
      usesOperations: tag.operations.some(
        (each) => each.body !== undefined || hasUnnamedResult(each),
      ),
    };
    for (const operation of tag.operations) {
      const bodies = checks.of(operation);
      copyOf(copy, operation.at)[atPlace] = operationView(
        service,
        tag,
        operation,
        packageName,
        bodies,
      );
    }
  }
  for (const schema of service.schemas) {
    copyOf(copy, schema)[atModel] = modelView(schema, sides, service);
  }
  return document;
}

/** The root types that an API class refers to. */
function tagTypes(operations: readonly Operation[]): string[] {
  const items = operations.flatMap((each) => readPages(each)?.itemType ?? []);
  const named = items.filter((type) => /^\w+$/.test(type));
  return [...new Set([...resultImports(operations), ...named])].sort(compare);
}

function copyOf(copy: Cursor, original: Cursor): JsonObject {
  return original.pointer.reduce((place, key) => place.get(key), copy).object();
}

function infoView(service: Service, packageName: string): JsonObject {
  const operations = service.tags.flatMap((tag) => tag.operations);
  return {
    className: service.className,
    packageName,
    comment: commentLines([service.title, service.description].map(sentence).join("\n\n")),
    title: inline(service.title),
    description: block(service.description) || false,
    hasSeveral: service.credentials.length > 1,
    credentials: service.credentials.map(({ option }) => option),
    basic: basicParts(service.credentials)?.map(({ option }) => option) ?? [],
    isBasic: basicParts(service.credentials) !== undefined,
    // As JSON, so that no text in it can become code.
    service: JSON.stringify(serviceDefinition(service)).slice(1, -1),
    ...serviceFeatures(service),
    apis: service.tags.map((tag) => ({
      className: `${tag.name}Api`,
      property: lowerFirst(tag.name),
      comment: commentLines(sentence(tag.description) || `Operations of ${tag.name}.`),
      description: inline(sentence(tag.description)) || false,
      arguments: tag.operations.filter(hasArguments).map(argumentsName).sort(compare),
      operations: tag.operations.map((operation) => ({
        id: operation.id,
        anchor: anchor(operation.id),
        address: code(`${operation.method} ${operation.path}`),
        summary: inline(operation.summary),
        reference: operation.reference === undefined ? "–" : code(operation.reference),
      })),
    })),
    schemas: service.schemas.map((schema) => schema.key),
    models: service.schemas.filter(hasPage).map((schema) => ({
      name: schema.key,
      description: inline(sentence(schema.optionalText("description") ?? "")),
    })),
    coreValues: [...coreValues],
    coreTypes: [...coreTypes],
    hasPages: operations.some((each) => readPages(each)),
  };
}

/** Core's features that only some services need, as a list to import and as members of the definition. */
function serviceFeatures({ credentials, pinned, errors }: Service): JsonObject {
  const basic = basicParts(credentials)?.map(({ option }) => JSON.stringify(option));
  const members: [name: string, isUsed: boolean, code: string][] = [
    ["basicOptions", basic !== undefined, `basic: basicOptions(${basic?.join(", ") ?? ""})`],
    ["messageDelay", errors.some((form) => form.retryAfterSeconds !== undefined), "messageDelay"],
    ["pinnedParameters", pinned.length > 0, `pinned: pinnedParameters(${JSON.stringify(pinned)})`],
    ["queryCredentials", credentials.some((each) => each.in === "query"), "queryCredentials"],
  ];
  const used = members.filter(([, isUsed]) => isUsed);
  return {
    serviceFeatures: used.map(([name]) => name),
    usesFeatures: used.length > 0,
    featureMembers: used.map(([, , code]) => code),
  };
}

/** The data of core's `ServiceDefinition`. */
function serviceDefinition(service: Service): JsonObject {
  const { credentials, requestIdHeader, errors, rateHeaders } = service;
  return {
    name: service.className,
    server: service.server.replace(/\/+$/, ""),
    credentials: credentials.map(({ option, name, prefix, environment, ...each }) => ({
      option,
      in: each.in,
      name,
      ...(each.in === "header" && { prefix }),
      ...(environment !== undefined && { environment }),
    })),
    ...(requestIdHeader !== undefined && { requestIdHeader }),
    errors: errors.map((each) => ({ ...each })),
    rateHeaders: { ...rateHeaders },
  };
}
