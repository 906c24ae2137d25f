import { type Json, type JsonObject, sameJson } from "../../common/json.js";

/** Whether a media type is JSON, whatever its parameters. */
export function isJson(mediaType: string): boolean {
  return /^(application|text)\/([^;\s]*\+)?json\s*(;|$)/i.test(mediaType);
}

/**
 * The media types of a body in one spelling. A range that includes JSON is JSON; parameters are
 * omitted unless another entry has the same type.
 */
export function normalizeMediaTypes(content: JsonObject): [string, Json][] {
  const types = Object.keys(content);
  const result = new Map<string, Json>();
  for (const [mediaType, value] of Object.entries(content)) {
    const essence = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
    const isRange =
      essence === "*/*" || essence === "application/*" || essence === "application/*+json";
    if (isRange && types.some((other) => other !== mediaType && isJson(other))) continue;
    const plain = isRange ? "application/json" : isJson(mediaType) ? essence : mediaType;
    const known = result.get(plain);
    if (known === undefined) result.set(plain, value);
    else if (!sameJson(known, value)) result.set(mediaType, value);
  }
  return [...result];
}

/** The media type that is sent or read: JSON if there is a choice. */
export function mainMediaType(types: readonly [string, Json][]): [string, Json] | undefined {
  const json = types.find(([type]) => type === "application/json");
  return json ?? types.find(([type]) => isJson(type)) ?? types[0];
}
