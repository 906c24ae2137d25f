import type { JsonObject } from "../../common/json.js";
import { toYaml } from "../../common/yaml.js";
import { placeholder } from "./placeholder.js";

const HEADER = (title: string): string => `# yaml-language-server: $schema=../vendor.schema.json
# Which part of the description of ${title} becomes the contract, and under which names.
`;
/** No address: RFC 2606 keeps the domain free. */
export const UNPUBLISHED = "https://unpublished.invalid/openapi.yaml";

/** What no description tells, and the traits of overlay.yaml that do. */
const TO_DECIDE = `
# What no description tells. Decide each, write it into overlay.yaml, and remove its line here.
${[
  "whether the prefix and the environment variable of the credential are the service's (x-billkit-credential)",
  "which response header names a request (x-billkit-request-id, beside x-billkit-rate-headers)",
  "which fields of a refusal hold its code and message (x-billkit-errors)",
  "which response headers count requests (x-billkit-rate-headers, which names none so far)",
  "what the operations are called in the vendor's own reference (x-billkit-reference of each)",
  "which operations answer in pages, and by which argument a user asks for the next one (its description)",
]
  .map((what) => `# ${placeholder(what)}\n`)
  .join("")}`;

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
  return text
    .concat(TO_DECIDE)
    .replace(UNPUBLISHED, `${UNPUBLISHED} # ${placeholder("where it is published")}`);
}
