import type { JsonObject } from "../../common/json.js";
import { toYaml } from "../../common/yaml.js";
import { overlayText } from "../add/overlay-file.js";

/**
 * The vendor.yaml and overlay.yaml that `add` writes for operations with the tag Billing.
 * @param start vendor.yaml
 * @param securitySchemes of the contract
 */
export function scaffold(
  start: JsonObject,
  securitySchemes: JsonObject,
): { vendor: string; overlay: string } {
  const overlay = overlayText(undefined, "Scaffold", ["Billing"], securitySchemes);
  return { vendor: toYaml(start), overlay };
}
