import { isObject, type JsonObject } from "../../common/json.js";
import { remember } from "./locate.js";
import { UserError } from "../../common/user-error.js";
import { graft, GRAFTED } from "./references.js";
import type { Source } from "./source.js";
import { parseDescription } from "../../common/yaml.js";

/** A published description, with its name in messages. */
export type Description = ReturnType<typeof convert>;

/** A whole description takes a while to parse. */
const parsed = new WeakMap<Source, JsonObject>();

/** A source as an object, which must not be modified. */
export function parseSource(source: Source): JsonObject {
  const document = parsed.get(source) ?? parseDescription(source.text, source.name);
  parsed.set(source, document);
  return document;
}

/**
 * Reads a source.
 * @throws {UserError} if it isn't a description, or its version isn't supported
 */
export function convert(source: Source) {
  const document = parseSource(source);
  const version = versionOf(document);
  if (version === undefined) {
    throw new UserError(
      `${source.name}: not an OpenAPI description: it has neither "openapi" nor "swagger"`,
    );
  }
  if (!/^(2\.0|3\.[012](\.\d+)?)$/.test(version)) {
    throw new UserError(
      `${source.name}: version ${version} isn't supported; 2.0 and 3.0 to 3.2 are`,
    );
  }
  if (!isObject(document.paths))
    throw new UserError(`${source.name}: the description has no paths`);
  const references = source.references ?? [];
  const whole = graft(document, source.name, references, parseSource);
  remember(whole, [
    { source, at: [] },
    ...references.map((each) => ({ source: each, at: [GRAFTED, each.name] })),
  ]);
  /** Swagger 2.0, OpenAPI 3.0 or 3.1; operations are converted to 3.1 when they are read. */
  return { name: source.name, document: whole };
}

/** YAML reads `swagger: 2.0` as a number; Swagger 1.x calls it by another name. */
function versionOf(document: JsonObject): string | undefined {
  const version = document.openapi ?? document.swagger ?? document.swaggerVersion;
  if (typeof version === "number") return version.toFixed(1);
  return typeof version === "string" ? version : undefined;
}
