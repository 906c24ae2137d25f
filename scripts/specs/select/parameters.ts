import type { Hoister } from "./hoist.js";
import { byCodePoint, type JsonObject, listAt, textAt } from "../../common/json.js";
import { placeOf } from "../read/locate.js";
import { dereference } from "../read/pointer.js";
import type { Reading } from "./reading.js";
import { unusable } from "./unusable.js";
import type { WantedOperation } from "../vendor.js";

/** An operation's parameters: path parameters as the address has them, then the others by name. */
export function readParameters(reading: Reading, hoister: Hoister): JsonObject[] {
  const { document, item, operation, wanted, where } = reading;
  const byKey = new Map<string, JsonObject>();
  // Those of the operation replace those of the path.
  for (const raw of [...listAt(item, "parameters"), ...listAt(operation, "parameters")]) {
    const parameter = dereference(document, raw, where);
    byKey.set(`${textAt(parameter, "in")} ${textAt(parameter, "name")}`, parameter);
  }
  const kept: JsonObject[] = [];
  for (const [key, parameter] of byKey) {
    if (hoister.vendor.droppedParameters.includes(key)) continue;
    const problem = unusable(textAt(parameter, "name"));
    if (problem !== undefined) {
      const advice = "leave it out under drop.parameters";
      hoister.findings.add(
        `${placeOf(document, parameter, ["name"])}${wanted.key}: a parameter ${problem}; ${advice}`,
      );
      continue;
    }
    if (parameter.schema === undefined) {
      hoister.findings.add(
        `${where}: parameter ${key} has no schema, which is not supported; leave it out under drop.parameters`,
      );
      continue;
    }
    const place = `${wanted.operationId}.${textAt(parameter, "name")}`;
    kept.push({
      name: textAt(parameter, "name"),
      in: textAt(parameter, "in"),
      ...(parameter.required === true && { required: true }),
      ...(parameter.deprecated === true && { deprecated: true }),
      ...serialization(parameter),
      schema: hoister.hoist(document, parameter.schema, place),
    });
  }
  return kept.sort(
    (a, b) =>
      addressOrder(a, wanted) - addressOrder(b, wanted) ||
      byCodePoint(textAt(a, "name"), textAt(b, "name")) ||
      byCodePoint(textAt(a, "in"), textAt(b, "in")),
  );
}

function addressOrder(parameter: JsonObject, wanted: WantedOperation): number {
  if (parameter.in !== "path") return Number.MAX_SAFE_INTEGER;
  return wanted.path.indexOf(`{${textAt(parameter, "name")}}`);
}

/** `style` and `explode` where they are not what the format takes for granted. */
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
