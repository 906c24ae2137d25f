import { isObject, type JsonObject, textAt } from "../../common/json.js";
import { camel, wordsOf } from "../../common/words.js";
import type { Description } from "../read/convert.js";
import { parametersOf } from "../read/find-operation.js";
import { dereference } from "../read/pointer.js";
import type { VendorConfig } from "../vendor.js";
import { onlyValue } from "./normalize.js";
import { readingOf } from "./reading.js";
import { isValid } from "./valid.js";

/** Parameters sent with every request; see contract/client-traits.ts. */
export type PinnedParameters = ReturnType<typeof pinnedParameters>;

/**
 * The parameters that every wanted operation sends with one value: those that vendor.yaml pins, and
 * required ones whose schema allows one value only.
 * @returns by `in name`
 */
export function pinnedParameters(descriptions: readonly Description[], vendor: VendorConfig) {
  const values = new Map<string, Set<string>>();
  const readings = vendor.operations.flatMap((wanted) =>
    descriptions.flatMap((description) => readingOf(description, wanted, vendor) ?? []),
  );
  for (const reading of readings) {
    for (const [key, parameter] of parametersOf(reading.document, reading, reading.where)) {
      if (vendor.droppedParameters.includes(key) || !/^(header|query) /.test(key)) continue;
      const value = vendor.pinned.get(key) ?? fixedValue(reading.document, parameter);
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
  }
  const pinned = [...values].flatMap(([key, all]) => {
    const [value] = all;
    const [place = "", name = ""] = key.split(/ (.*)/s);
    if (all.size !== 1 || !value) return [];
    return [[key, { in: place, name, value, option: optionOf(name) }] as const];
  });
  return new Map(pinned);
}

/** The one value of a required parameter, if its schema allows no other. */
function fixedValue(document: JsonObject, parameter: JsonObject): string {
  if (parameter.required !== true || !isObject(parameter.schema)) return "";
  const value = onlyValue(dereference(document, parameter.schema, textAt(parameter, "name")));
  return typeof value === "string" && isValid("scalar", value) ? value : "";
}

/** `anthropic-version` as `anthropicVersion`. */
function optionOf(name: string): string {
  const option = camel(wordsOf(name));
  return /^[a-z]/.test(option) ? option : `pinned${option}`;
}
