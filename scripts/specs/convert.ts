import { upgrade } from "@scalar/openapi-upgrader";
import { isObject, type Json, type JsonObject } from "./json.js";
import { SpecsError } from "./problems.js";
import type { Source } from "./source.js";
import { parseDescription } from "./yaml.js";

/** A description in OpenAPI 3.1, with the name it is called by in messages. */
export interface Description {
  readonly name: string;
  readonly document: JsonObject;
}

/**
 * Reads a source and brings it to OpenAPI 3.1; a 3.1 description is taken as it is.
 * @throws {SpecsError} when it is not a description, or of a version that is not known
 */
export function convert(source: Source): Description {
  const document = parseDescription(source.text, source.name);
  const version = versionOf(document);
  if (version === undefined) {
    throw new SpecsError(
      `${source.name}: not an OpenAPI description: it has neither "openapi" nor "swagger"`,
    );
  }
  if (!/^(2\.0|3\.[01](\.\d+)?)$/.test(version)) {
    throw new SpecsError(`${source.name}: version ${version} is not known; 2.0, 3.0 and 3.1 are`);
  }
  if (!isObject(document.paths))
    throw new SpecsError(`${source.name}: the description has no paths`);
  if (version.startsWith("3.1")) return { name: source.name, document };
  try {
    return { name: source.name, document: upgrade(asText(document), "3.1") as Json as JsonObject };
  } catch (cause) {
    throw new SpecsError(`${source.name}: could not be converted from ${version} to 3.1`, {
      cause,
    });
  }
}

function versionOf(document: JsonObject): string | undefined {
  const version = document.openapi ?? document.swagger;
  if (typeof version === "number") return version.toFixed(1);
  return typeof version === "string" ? version : undefined;
}

/** YAML reads `swagger: 2.0` as a number, which the converter does not recognize. */
function asText(document: JsonObject): JsonObject {
  return document.swagger === undefined ? document : { ...document, swagger: "2.0" };
}
