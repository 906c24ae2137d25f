import type { Checks } from "../checks/checks.js";
import { Cursor } from "../contract/cursor.js";
import type { JsonObject } from "../../common/json.js";
import { discriminators, responseSchemas } from "../contract/sides.js";
import { compare, type Operation, type Service } from "../contract/service.js";
import { coreTypes, coreValues } from "../core-exports.js";
import { lowerFirst } from "./example.js";
import { modelView } from "./model.js";
import { argumentsName, hasArguments } from "./arguments.js";
import { readConnect } from "../traits/connect.js";
import { basicParts } from "../traits/basic.js";
import { readPages } from "../traits/pages.js";
import { featuresOf, operationView } from "./operation.js";
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
    copyOf(copy, tag.at)[atPlace] = {
      comment: commentLines(sentence(tag.description) || `Operations of ${tag.name}.`),
      description: block(tag.description) || false,
      types: tagTypes(tag.operations),
      hasPages: tag.operations.some((each) => readPages(each)),
      pageForms: [...new Set(tag.operations.flatMap((each) => readPages(each)?.form ?? []))].sort(),
      hasCalls: tag.operations.some((each) => !readPages(each)),
      coreFeatures: featuresOf(tag.operations, checks),
      usesShapes: tag.operations.some((each) => checks.of(each).refers),
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
    credentialsType: service.credentials
      .map(({ option }) => `readonly ${option}: Credential`)
      .join("; "),
    basicType: (basicParts(service.credentials) ?? [])
      .map(({ option }) => `readonly ${option}: string`)
      .join("; "),
    isBasic: basicParts(service.credentials) !== undefined,
    // As JSON, so that no text in it can become code.
    service: serviceCode(service),
    serviceFeatures: serviceFeatures(service),
    usesFeatures: serviceFeatures(service).length > 0,
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
    references: operations.some((operation) => operation.reference !== undefined),
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

/** The data of the template of connect. */
function connectView(contract: Cursor, service: Service, vendor: string): JsonObject {
  const { parts, features, domains, definition, login, baseUrl } = readConnect(
    contract,
    service,
    vendor,
  );
  return {
    definition,
    login,
    features: [...features],
    domains: domains ?? false,
    baseUrlDefault: domains === undefined ? `${baseUrl}, or else ${service.server}` : baseUrl,
    loginUrlDefault: baseUrl.replace(/BASE_URL$/, "LOGIN_URL"),
    regionsName: `${lowerFirst(service.className)}Regions`,
    parts: parts.map(({ option, environment }) => ({ option, environment })),
    environment: parts.map(({ environment }) => `\`${environment}\``).join(", "),
  };
}

/** Core's features that only some services need. */
function serviceFeatures({ credentials, pinned, errors }: Service): string[] {
  return [
    ...(basicParts(credentials) ? ["basicOptions"] : []),
    ...(errors.some((form) => form.retryAfterSeconds !== undefined) ? ["messageDelay"] : []),
    ...(pinned.length > 0 ? ["pinnedParameters"] : []),
    ...(credentials.some((each) => each.in === "query") ? ["queryCredentials"] : []),
  ];
}

function serviceCode(service: Service): string {
  const features = serviceFeatures(service).map((name) => {
    if (name === "pinnedParameters") return `pinned: ${name}(${JSON.stringify(service.pinned)})`;
    const basic = name === "basicOptions" ? basicParts(service.credentials) : undefined;
    return basic
      ? `basic: ${name}(${basic.map(({ option }) => JSON.stringify(option)).join(", ")})`
      : name;
  });
  return `${[JSON.stringify(serviceDefinition(service)).slice(0, -1), ...features].join(",")}}`;
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
