import { byCodePoint, isObject, type JsonObject, textAt } from "../../common/json.js";
import { parametersOf } from "../read/find-operation.js";
import { placeOf } from "../read/locate.js";
import { UNENCODED } from "../read/swagger2.js";
import type { WantedOperation } from "../vendor.js";
import type { Hoister } from "./hoist.js";
import { resolve } from "./resolve.js";
import type { Reading } from "./reading.js";
import { isValid, NO_NAME } from "./valid.js";

/** OpenAPI ignores a parameter with one of these names. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/**
 * An operation's parameters: path parameters in the address's order, then the others by name. An
 * optional one that can't be sent is left out with a notice; a required one is a problem.
 */
export function readParameters(reading: Reading, hoister: Hoister): JsonObject[] {
  const { document, wanted, where } = reading;
  const kept: JsonObject[] = [];
  const names = new Set<string>();
  const listed = parametersOf(document, reading, where);
  const last = new Map(listed.map(([key], index) => [key, index]));
  for (const [index, [key, parameter]] of listed.entries()) {
    const name = textAt(parameter, "name");
    const isIgnored = parameter.in === "header" && IGNORED_HEADERS.has(name.toLowerCase());
    if (isIgnored || hoister.pinned.has(key) || hoister.vendor.droppedParameters.includes(key))
      continue;
    const line = (problem: string): string =>
      `${placeOf(document, parameter, ["name"])}${wanted.key}: the parameter ${JSON.stringify(name)} ${problem}`;
    if (last.get(key) !== index) {
      hoister.findings.notice(line("is listed twice: the last one is used"));
      continue;
    }
    const problem = obstacleOf(document, parameter, names);
    if (problem !== undefined) {
      if (parameter.required === true)
        hoister.findings.add(
          `${line(problem)}; leave the operation out, or the parameter under drop.parameters`,
        );
      else hoister.findings.notice(`${line(problem)}: it's left out`);
      continue;
    }
    if (parameter.in === "path" && parameter[UNENCODED] === true)
      hoister.findings.notice(
        line(`is sent encoded despite ${UNENCODED}: a value with "/" leads to another address`),
      );
    names.add(name);
    const schema = hoister.hoist(document, parameter.schema, `${wanted.operationId}.${name}`);
    kept.push({
      name,
      in: textAt(parameter, "in"),
      ...(parameter.required === true && { required: true }),
      ...(parameter.deprecated === true && { deprecated: true }),
      ...serialization(parameter),
      schema,
    });
  }
  return kept.sort(
    (a, b) =>
      addressOrder(a, wanted) - addressOrder(b, wanted) ||
      byCodePoint(textAt(a, "name"), textAt(b, "name")) ||
      byCodePoint(textAt(a, "in"), textAt(b, "in")),
  );
}

/** Why a parameter can't be an argument; undefined if it can. */
function obstacleOf(
  document: JsonObject,
  parameter: JsonObject,
  names: ReadonlySet<string>,
): string | undefined {
  const [name, place] = [textAt(parameter, "name"), textAt(parameter, "in")];
  if (names.has(name)) return `is called like another one of the operation`;
  if (!["path", "query", "header"].includes(place)) return `is sent in ${place || "no place"}`;
  if (!isValid("parameter", { name, in: place, schema: {} })) return NO_NAME;
  if (!isObject(parameter.schema))
    return isObject(parameter.content) ? "has content instead of a schema" : "has no schema";
  const { style } = serialization(parameter);
  if (style !== undefined) return `is sent in the style ${JSON.stringify(style)}`;
  const { schema } = resolve(document, parameter.schema, name);
  const items = isObject(schema.items) ? resolve(document, schema.items, name).schema : {};
  if (place === "query" && (isStructured(schema) || isStructured(items) || items.type === "array"))
    return "is an object or a list of objects or lists";
  return undefined;
}

function isStructured(schema: JsonObject): boolean {
  return schema.type === "object" || isObject(schema.properties);
}

function addressOrder(parameter: JsonObject, wanted: WantedOperation): number {
  if (parameter.in !== "path") return Number.MAX_SAFE_INTEGER;
  return wanted.path.indexOf(`{${textAt(parameter, "name")}}`);
}

/** `style` and `explode` unless they are the defaults. */
function serialization(parameter: JsonObject): JsonObject {
  const usualStyle = parameter.in === "query" || parameter.in === "cookie" ? "form" : "simple";
  const style = parameter.style ?? usualStyle;
  const usualExplode = style === "form";
  const explode = parameter.explode ?? usualExplode;
  return {
    ...(style !== usualStyle && { style }),
    ...(explode !== usualExplode && { explode }),
    ...(parameter.allowReserved === true && { allowReserved: true }),
  };
}
