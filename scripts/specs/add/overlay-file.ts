import { parseDocument } from "yaml";
import type { JsonObject } from "../../common/json.js";
import { toYaml } from "../../common/yaml.js";

const HEADER = `# yaml-language-server: $schema=../overlay.schema.json
# What Billkit adds to extract.yaml: texts, the service's traits, and fixes where the vendor's
# description and the service differ.
`;

/**
 * The overlay of a new vendor: licence, tags, credentials and traits. An existing one is kept, with the tags
 * that it doesn't mention.
 * @param schemes the contract's security schemes, which are sent together
 * @param traits actions that write the traits of operations
 */
export function overlayText(
  existing: string | undefined,
  title: string,
  tags: readonly string[],
  schemes: JsonObject,
  traits: readonly JsonObject[] = [],
): string {
  if (existing !== undefined) return withTags(existing, tags);
  const requirement = Object.fromEntries(Object.keys(schemes).map((name) => [name, []]));
  const actions = [
    {
      target: "$.info",
      update: { license: { name: "MIT", identifier: "MIT" }, "x-billkit-rate-headers": {} },
    },
    {
      target: "$",
      update: {
        tags: tags.map(tagOf),
        components: { securitySchemes: schemes },
        security: [requirement],
      },
    },
    ...traits,
  ];
  const info = { title: `Billkit's texts and fixes for the ${title} contract`, version: "1.0.0" };
  return HEADER + toYaml({ overlay: "1.0.0", info, actions });
}

function withTags(existing: string, tags: readonly string[]): string {
  const missing = tags.filter((tag) => !new RegExp(`\\bname: ["']?${tag}\\b`).test(existing));
  if (missing.length === 0) return existing;
  const document = parseDocument(existing);
  document.addIn(["actions"], { target: "$", update: { tags: missing.map(tagOf) } });
  return document.toString();
}

function tagOf(name: string): JsonObject {
  return { name, description: `${name.replace(/([a-z])([A-Z])/g, "$1 $2")} operations.` };
}
