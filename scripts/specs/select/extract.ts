import type { Description } from "../read/convert.js";
import { Findings } from "./findings.js";
import { Hoister } from "./hoist.js";
import {
  firstDifference,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  own,
  sameJson,
} from "../../common/json.js";
import { inOrder } from "./order.js";
import { readParameters } from "./parameters.js";
import { reportConflicts } from "./conflicts.js";
import { dereference } from "../read/pointer.js";
import type { Reading } from "./reading.js";
import { isSwagger2, serversOf, toOpenApi3 } from "../read/swagger2.js";
import { checkServers, permissionsOf, securityOf } from "../contract/traits.js";
import type { VendorConfig, WantedOperation } from "../vendor.js";

/** The contract's version says nothing about the vendor's: only a change of content may show. */
const VERSION = "1.0.0";

/**
 * The vendor's facts alone: the operations that vendor.yaml names, normalized, without prose.
 * @throws {UserError} naming every operation that is gone, place that matches nothing, object
 *   without a name, name with two shapes, and operation on which two sources do not agree
 */
export function extract(
  descriptions: readonly Description[],
  vendor: VendorConfig,
  findings = new Findings(vendor),
): JsonObject {
  const hoister = new Hoister(findings);
  const paths: Record<string, JsonObject> = {};
  for (const wanted of vendor.operations) {
    const operation = mergeOperation(descriptions, wanted, hoister);
    if (operation) paths[wanted.path] = { ...paths[wanted.path], [wanted.method]: operation };
  }
  // What is missing would leave places unmatched: say only what is missing.
  findings.throwIfAny();
  if (!findings.leavesOut) hoister.names.reportUnused(hoister.schemas);
  reportConflicts(descriptions, findings);
  findings.throwIfAny();
  return inOrder({
    openapi: "3.1.0",
    info: { title: vendor.title, version: VERSION, "x-billkit-class": vendor.className },
    servers: [{ url: vendor.server }],
    paths,
    components: { schemas: Object.fromEntries(hoister.schemas) },
  });
}

/** An operation from whichever sources have it; those that do must agree. */
function mergeOperation(
  descriptions: readonly Description[],
  wanted: WantedOperation,
  hoister: Hoister,
): JsonObject | undefined {
  const { findings, vendor } = hoister;
  const readings = descriptions.flatMap((one) => find(one, wanted, hoister) ?? []);
  const [first, ...others] = readings.map((reading) => readOperation(reading, hoister));
  if (first === undefined) {
    if (findings.leavesOut) return undefined;
    const names = descriptions.map(({ name }) => name).join(", ");
    const at = vendor.at("operations", wanted.key);
    const problem = `${at}: ${wanted.key} is not in ${names}`;
    if (findings.report("operation", wanted.key, problem)) hoister.names.pass(wanted.operationId);
    return undefined;
  }
  const other = others.find((one) => !sameJson(first, one));
  if (other) {
    const names = readings.map(({ description }) => description.name).join(" and ");
    const where = firstDifference(first, other).join(".");
    findings.add(`${wanted.key}: ${names} do not agree on it: ${where} differs`);
  }
  return first;
}

function find(
  description: Description,
  wanted: WantedOperation,
  { vendor }: Hoister,
): Reading | undefined {
  const { document } = description;
  const where = `${description.name}: ${wanted.key}`;
  const rawItem = own(objectAt(document, "paths"), wanted.path);
  if (rawItem === undefined) return undefined;
  const item = dereference(document, rawItem, where);
  const operation = own(item, wanted.method);
  if (!isObject(operation)) return undefined;
  const common = { description, document, wanted, where };
  if (isSwagger2(document)) {
    const upgraded = toOpenApi3(document, item, operation, where, vendor.droppedParameters);
    return { ...common, item: {}, operation: upgraded, servers: serversOf(document) };
  }
  const lists = [operation, item, document].map((owner) => listAt(owner, "servers"));
  const servers = lists.find((list) => list.length > 0) ?? [];
  return { ...common, item, operation, servers: servers.filter(isObject) };
}

function readOperation(reading: Reading, hoister: Hoister): JsonObject {
  const { document, operation, wanted } = reading;
  const { findings } = hoister;
  checkServers(reading, findings);
  const security = securityOf(reading, findings);
  const permissions = permissionsOf(reading, findings);
  const body = own(operation, "requestBody");
  return {
    operationId: wanted.operationId,
    tags: [wanted.tag],
    ...(operation.deprecated === true && { deprecated: true }),
    ...(permissions && { "x-billkit-permissions": permissions }),
    parameters: readParameters(reading, hoister),
    ...(body !== undefined && { requestBody: readBody(document, body, wanted, hoister) }),
    responses: readResponses(document, operation, wanted, hoister),
    ...(security && { security }),
  };
}

function readBody(
  document: JsonObject,
  raw: Json,
  wanted: WantedOperation,
  hoister: Hoister,
): JsonObject {
  const place = `${wanted.operationId}.body`;
  const body = dereference(document, raw, place);
  return {
    ...(body.required === true && { required: true }),
    content: readContent(document, body, place, hoister),
  };
}

function readResponses(
  document: JsonObject,
  operation: JsonObject,
  wanted: WantedOperation,
  hoister: Hoister,
): JsonObject {
  const responses = Object.entries(objectAt(operation, "responses"));
  return Object.fromEntries(
    responses
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, raw]) => {
        const place = `${wanted.operationId}.${status}`;
        const content = readContent(document, dereference(document, raw, place), place, hoister);
        // The format requires a description; the overlay writes it.
        return [status, { description: "", ...(Object.keys(content).length > 0 && { content }) }];
      }),
  );
}

function readContent(
  document: JsonObject,
  parent: JsonObject,
  place: string,
  hoister: Hoister,
): JsonObject {
  return Object.fromEntries(
    Object.entries(objectAt(parent, "content")).map(([mediaType, value]) => {
      const schema = schemaOf(mediaType, value);
      if (isObject(value)) checkEncoding(value, place, hoister.findings);
      return [
        mediaType,
        schema === undefined ? {} : { schema: hoister.hoist(document, schema, place) },
      ];
    }),
  );
}

/** 3.1 says of plain bytes nothing where 3.0 said a binary string. */
function schemaOf(mediaType: string, value: Json): Json | undefined {
  const schema = isObject(value) ? own(value, "schema") : undefined;
  const isEmpty = schema === undefined || (isObject(schema) && Object.keys(schema).length === 0);
  const isBytes = mediaType.toLowerCase() === "application/octet-stream";
  return isEmpty && isBytes ? { type: "string", format: "binary" } : schema;
}

/** How a form's fields are written, where it is not what the format takes for granted. */
function checkEncoding(value: JsonObject, place: string, findings: Findings): void {
  for (const [field, encoding] of Object.entries(objectAt(value, "encoding"))) {
    if (!isObject(encoding)) continue;
    const { style = "form", explode = style === "form", allowReserved = false } = encoding;
    const plain = style === "form" && explode === true && allowReserved === false;
    if (plain && encoding.contentType === undefined && encoding.headers === undefined) continue;
    findings.report(
      "keyword",
      `${place}.${field} encoding`,
      `${findings.vendor.at("accept")}: the encoding of "${place}.${field}" is not supported: ` +
        `accept the keyword "${place}.${field} encoding" to go without it`,
    );
  }
}
