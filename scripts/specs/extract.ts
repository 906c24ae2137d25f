import type { Description } from "./convert.js";
import { Hoister } from "./hoist.js";
import { isObject, type Json, type JsonObject, objectAt, own, sameJson } from "./json.js";
import { inOrder } from "./order.js";
import { readParameters } from "./parameters.js";
import { dereference } from "./pointer.js";
import { Problems } from "./problems.js";
import type { Reading } from "./reading.js";
import { checkServers, permissionsOf, securityOf } from "./traits.js";
import type { VendorConfig, WantedOperation } from "./vendor.js";

/** The contract's version says nothing about the vendor's: only a change of content may show. */
const VERSION = "1.0.0";

/**
 * The vendor's facts alone: the operations that vendor.yaml names, normalized, without prose.
 * @throws {SpecsError} naming every operation that is gone, place that matches nothing, object
 *   without a name, name with two shapes, and operation on which two sources do not agree
 */
export function extract(descriptions: readonly Description[], vendor: VendorConfig): JsonObject {
  const problems = new Problems();
  const hoister = new Hoister(vendor, problems);
  const paths: Record<string, JsonObject> = {};
  for (const wanted of vendor.operations) {
    const operation = mergeOperation(descriptions, wanted, hoister);
    if (operation) paths[wanted.path] = { ...paths[wanted.path], [wanted.method]: operation };
  }
  // What is missing would leave places unmatched: say only what is missing.
  problems.throwIfAny();
  hoister.reportUnused();
  problems.throwIfAny();
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
  const { vendor, problems } = hoister;
  const readings = descriptions.flatMap((description) => find(description, wanted) ?? []);
  const [first, ...others] = readings.map((reading) => readOperation(reading, hoister));
  if (first === undefined) {
    const names = descriptions.map(({ name }) => name).join(", ");
    problems.add(`${vendor.at("operations", wanted.key)}: ${wanted.key} is not in ${names}`);
    return undefined;
  }
  if (others.some((other) => !sameJson(first, other))) {
    const names = readings.map(({ description }) => description.name).join(" and ");
    problems.add(`${wanted.key}: ${names} do not agree on it`);
  }
  return first;
}

function find(description: Description, wanted: WantedOperation): Reading | undefined {
  const { document } = description;
  const where = `${description.name}: ${wanted.key}`;
  const rawItem = own(objectAt(document, "paths"), wanted.path);
  if (rawItem === undefined) return undefined;
  const item = dereference(document, rawItem, where);
  const operation = own(item, wanted.method);
  return isObject(operation)
    ? { description, document, item, operation, wanted, where }
    : undefined;
}

function readOperation(reading: Reading, hoister: Hoister): JsonObject {
  const { document, operation, wanted } = reading;
  const { vendor, problems } = hoister;
  checkServers(reading, vendor, problems);
  const security = securityOf(reading, vendor, problems);
  const permissions = permissionsOf(reading, vendor, problems);
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
      const schema = isObject(value) ? value.schema : undefined;
      return [
        mediaType,
        schema === undefined ? {} : { schema: hoister.hoist(document, schema, place) },
      ];
    }),
  );
}
