import type { JsonObject } from "../json.js";
import { toYaml } from "../yaml.js";
import { placeholder } from "./placeholder.js";

const HEADER = (title: string): string => `# yaml-language-server: $schema=../vendor.schema.json
# Which part of the description of ${title} becomes the contract, and under which names.
`;
/** No address: RFC 2606 keeps the domain free. */
export const UNPUBLISHED = "https://unpublished.invalid/openapi.yaml";

/** vendor.yaml as a person is to go on with it. */
export function vendorText(vendor: JsonObject, title: string): string {
  const said: Readonly<Record<string, string>> = {
    operations: "By method and path.",
    schemas: "Place: name. These names are public once released.",
    securitySchemes: "Theirs: ours.",
  };
  const parts = Object.entries(vendor).map(([key, value]) => {
    const comment = said[key];
    const text = toYaml({ [key]: value });
    return comment === undefined ? text : `\n# ${comment}\n${text}`;
  });
  const text = HEADER(title) + parts.join("");
  return text.replace(UNPUBLISHED, `${UNPUBLISHED} # ${placeholder("where it is published")}`);
}
