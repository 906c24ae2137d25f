import { nameSchemas } from "../add/vendor-file.js";
import { overlayText } from "../add/overlay-file.js";
import type { Description } from "../read/convert.js";
import { isObject, type JsonObject } from "../../common/json.js";
import { toYaml } from "../../common/yaml.js";

/**
 * A vendor.yaml and an overlay with which operations of any description go through, as `add` makes
 * them.
 * @param start vendor.yaml but for `schemas`
 * @param securitySchemes of the contract: one, or none where the overlay is not used
 */
export function scaffold(
  start: JsonObject,
  descriptions: readonly Description[],
  securitySchemes: JsonObject,
): { vendor: string; overlay: string; extract: JsonObject } {
  const { vendor, extract } = nameSchemas(start, descriptions, "specs/scaffold/vendor.yaml");
  const [[ours, scheme] = ["None", {}]] = Object.entries(securitySchemes);
  const overlay = overlayText(extract, "Scaffold", {
    ours,
    scheme: isObject(scheme) ? scheme : {},
  });
  return { vendor: toYaml(vendor), overlay, extract };
}
