import type { JsonObject } from "../../common/json.js";
import { compare, type Service } from "../contract/service.js";
import { needsArguments } from "./arguments.js";

/**
 * The data for the templates of a package's tests: its exports, its types, and a call of each operation to
 * the sandbox.
 * @param vendor The vendor's folder under specs/.
 */
export function testsView(vendor: string, service: Service): JsonObject {
  const { className, tags, credentials } = service;
  const hasSeveral = credentials.length > 1;
  /** The client's credential, or with several an object of them, by option. */
  const credential = (valueOf: (option: string) => string): string =>
    hasSeveral
      ? `{ ${credentials.map(({ option }) => `${option}: ${valueOf(option)}`).join(", ")} }`
      : valueOf("credential");
  const operations = tags.flatMap((tag) =>
    tag.operations.map((each) => ({
      id: each.id,
      api: `${tag.name}Api`,
      address: JSON.stringify(`${each.method} ${each.path}`),
      required: needsArguments(each),
    })),
  );
  const exported = [
    ...tags.map(({ name }) => `${name}Api`),
    className,
    "ApiError",
    "defaultLayers",
  ];
  return {
    vendor: JSON.stringify(vendor),
    exports: JSON.stringify(exported.sort(compare)),
    secret: credential(() => '"secret"'),
    // The sandbox's access to the vendor, its credentials' member, and the client's option of them.
    access: /^\w+$/.test(vendor)
      ? `sandbox.vendors.${vendor}`
      : `sandbox.vendors[${JSON.stringify(vendor)}]`,
    member: hasSeveral ? "credentials" : "credential",
    option: hasSeveral
      ? `credential: ${credential((option) => `credentials?.${option} ?? ""`)}`
      : "credential",
    operations,
    count: operations.length,
  };
}
