import { isObject, type JsonObject, textAt } from "../../common/json.js";
import { camel, wordsOf } from "../../common/words.js";
import type { Description } from "../read/convert.js";
import { findOperation, parametersOf } from "../read/find-operation.js";
import { dereference } from "../read/pointer.js";
import type { VendorConfig } from "../vendor.js";

/** Parameters sent with every request; see contract/client-traits.ts. */
export type PinnedParameters = ReturnType<typeof pinnedParameters>;

/**
 * The parameters that every wanted operation sends with one value: those that vendor.yaml pins, and
 * required ones whose schema allows one value only.
 * @returns by `in name`
 */
export function pinnedParameters(descriptions: readonly Description[], vendor: VendorConfig) {
  const values = new Map<string, Set<string | undefined>>();
  for (const { document } of descriptions) {
    for (const { path, method, key: where } of vendor.operations) {
      const found = findOperation(document, path, method);
      if (found === undefined) continue;
      for (const [key, parameter] of parametersOf(document, found, where)) {
        if (vendor.droppedParameters.includes(key) || !/^(header|query) /.test(key)) continue;
        const value = vendor.pinned.get(key) ?? onlyValue(document, parameter);
        values.set(key, (values.get(key) ?? new Set()).add(value));
      }
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
function onlyValue(document: JsonObject, parameter: JsonObject): string | undefined {
  if (parameter.required !== true) return undefined;
  const raw = isObject(parameter.schema) ? parameter.schema : parameter;
  const schema = dereference(document, raw, textAt(parameter, "name"));
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const [value] = Array.isArray(values) && values.length === 1 ? values : [];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `anthropic-version` as `anthropicVersion`. */
function optionOf(name: string): string {
  const option = camel(wordsOf(name));
  return /^[a-z]/.test(option) ? option : `pinned${option}`;
}
