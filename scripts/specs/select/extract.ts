import type { Description } from "../read/convert.js";
import { Findings } from "./findings.js";
import { Hoister } from "./hoist.js";
import { firstDifference, type JsonObject, own, sameJson } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { checkServers, permissionsOf, securityOf } from "../contract/traits.js";
import type { VendorConfig, WantedOperation } from "../vendor.js";
import { readBody, readResponses } from "./content.js";
import { exampleContradictions } from "./examples.js";
import { NameMemory } from "./names.js";
import { inOrder } from "./grammar.js";
import { readParameters } from "./parameters.js";
import { pinnedParameters } from "./pinned.js";
import { findOperation, missingOperation, parametersOf } from "../read/find-operation.js";
import { type Reading, readingOf } from "./reading.js";

/** The contract's version is constant, not the vendor's: only content can change. */
const VERSION = "1.0.0";

/** More rounds than naming ever needs: each one rules out a name permanently. */
const MAX_ROUNDS = 50;

/**
 * The vendor's facts alone: the operations that vendor.yaml names, normalized, without prose. Names
 * are assigned in rounds, since two schemas that would share one are both named by their places.
 * @throws {UserError} naming every missing operation, and every one on which two sources disagree
 */
export function extract(
  descriptions: readonly Description[],
  vendor: VendorConfig,
  findings = new Findings(vendor),
): JsonObject {
  const memory = new NameMemory();
  const pinned = pinnedParameters(descriptions, vendor);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found = new Findings(vendor, findings.leavesOut);
    const hoister = new Hoister(found, memory, pinned);
    const paths = readPaths(descriptions, hoister);
    found.throwIfAny();
    if (memory.takeChanged()) continue;
    findings.absorb(found);
    findings.assigned = hoister.names.assigned;
    for (const place of hoister.names.unused())
      findings.notice(`${vendor.at("schemas", place)}: nothing is at "${place}"`);
    for (const name of vendor.fields.keys())
      if (!hoister.schemas.has(name))
        findings.notice(`${vendor.at("fields", name)}: there is no schema ${name}`);
    const parameters = allParameters(descriptions, vendor);
    for (const key of vendor.droppedParameters)
      if (!parameters.has(key))
        findings.notice(`${vendor.at("drop", "parameters")}: no operation has "${key}"`);
    findings.contradictions = exampleContradictions(hoister);
    for (const { place, declared, shown } of findings.contradictions)
      findings.notice(`${place} is declared ${declared} and its example is ${shown}`);
    findings.throwIfAny();
    return inOrder({
      openapi: "3.1.0",
      info: { title: vendor.title, version: VERSION, "x-billkit-class": vendor.className },
      servers: [{ url: vendor.server }],
      ...(pinned.size > 0 && {
        "x-billkit-pinned": [...pinned.values()].map((each) => ({ ...each })),
      }),
      paths,
      components: { schemas: Object.fromEntries(hoister.schemas) },
    });
  }
  throw new UserError(`specs: names for the schemas of ${vendor.title} can't be settled`);
}

/** The parameters of the wanted operations, by `in name`. */
function allParameters(descriptions: readonly Description[], vendor: VendorConfig): Set<string> {
  const keys = descriptions.flatMap(({ document }) =>
    vendor.operations.flatMap(({ key, path, method }) => {
      const found = findOperation(document, path, method);
      return found ? parametersOf(document, found, key).map(([name]) => name) : [];
    }),
  );
  return new Set(keys);
}

function readPaths(descriptions: readonly Description[], hoister: Hoister): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const wanted of hoister.vendor.operations) {
    const operation = mergeOperation(descriptions, wanted, hoister);
    if (operation) paths[wanted.path] = { ...paths[wanted.path], [wanted.method]: operation };
  }
  return paths;
}

/** An operation from the sources that have it, which must agree. */
function mergeOperation(
  descriptions: readonly Description[],
  wanted: WantedOperation,
  hoister: Hoister,
): JsonObject | undefined {
  const { findings, vendor } = hoister;
  const readings = descriptions.flatMap((one) => readingOf(one, wanted, vendor) ?? []);
  const [first, ...others] = readings.map((reading) => readOperation(reading, hoister));
  if (first === undefined) {
    if (findings.leavesOut) return undefined;
    const at = vendor.at("operations", wanted.key);
    const problem = `${at}: ${missingOperation(wanted.key, descriptions)}`;
    findings.report("operation", wanted.key, problem, true);
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

function readOperation(reading: Reading, hoister: Hoister): JsonObject {
  const { document, operation, wanted } = reading;
  const { findings } = hoister;
  checkServers(reading, findings);
  const security = securityOf(reading, findings);
  const permissions = permissionsOf(reading, findings);
  const declaredBody = own(operation, "requestBody");
  const isSent = wanted.method !== "get" && wanted.method !== "head";
  if (!isSent && declaredBody !== undefined)
    findings.notice(`${wanted.key}: its request body is left out: fetch can't send one with GET`);
  const body = isSent ? readBody(document, declaredBody, wanted, hoister) : undefined;
  return {
    operationId: wanted.operationId,
    tags: [wanted.tag],
    ...(operation.deprecated === true && { deprecated: true }),
    ...(permissions && { "x-billkit-permissions": permissions }),
    parameters: readParameters(reading, hoister),
    ...(body && { requestBody: body }),
    responses: readResponses(document, operation, wanted, hoister),
    ...(security && { security }),
  };
}
