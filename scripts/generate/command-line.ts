import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, objectAt, parseJson } from "../common/json.js";
import { camel, wordsOf } from "../common/words.js";
import { optionsOf, viewsOf } from "./charges.js";
import { readChecked } from "./check.js";
import { readContract } from "./contract/read.js";
import { formatFile } from "./format.js";
import { readConnect } from "./traits/connect.js";
import { contractFile, packageName } from "./vendors.js";

/** The command line's table of vendors. */
export const registryFile = "packages/cli/src/generated/vendors.ts";

/**
 * The TypeScript source of the command line's table: data of each vendor that it needs before it loads
 * the vendor's package.
 */
export async function registryText(root: string, vendors: readonly string[]): Promise<string> {
  const manifest = parseJson(readFileSync(path.join(root, "packages/cli/package.json"), "utf8"));
  const dependencies = objectAt(isObject(manifest) ? manifest : {}, "dependencies");
  const names = vendors.filter((vendor) => packageName(root, vendor) in dependencies);
  const entries = names.map((vendor) => entryOf(root, vendor));
  return formatFile(
    path.join(root, registryFile),
    `// Generated from the contracts, do not edit: change the contracts, then \`npm run generate\`.
import type { GeneratedVendor } from "../vendors/registry.js";

export const generatedVendors: Readonly<Record<string, GeneratedVendor>> = {
${entries.join("")}};
`,
  );
}

function entryOf(root: string, vendor: string): string {
  const { contract, service } = readChecked(root, vendor);
  const original = readContract(path.join(root, contractFile(vendor)), contractFile(vendor));
  const connect = readConnect(contract, service, vendor);
  const { title, addresses } = connect;
  // An OAuth client is preferable to them.
  const alternatives = connect.credentials.flatMap(({ parts, login }) => (login ? parts : []));
  const credentials = connect.parts.map((each) => ({
    ...each,
    ...(alternatives.includes(each) && { alternative: true }),
  }));
  const options = optionsOf(viewsOf(original));
  const table = JSON.stringify({ title, credentials, addresses, options }).slice(1, -1);
  const name = packageName(root, vendor);
  const source = camel(wordsOf(vendor));
  const parameter = options.length > 0 ? ", options" : "";
  const members = options.map(
    ({ option, required }) => `${option}: options.${option}${required ? ' ?? ""' : ""}`,
  );
  const argument = options.length > 0 ? `, { ${members.join(", ")} }` : "";
  return `  ${JSON.stringify(vendor)}: {${table}, load: async () => {
    const [{ connect${service.className} }, { ${source}Charges, ${source}ChargesDefinition }] = await Promise.all([
      import("${name}/connect"), import("${name}/charges"),
    ]);
    return {
      definition: ${source}ChargesDefinition,
      open: (connection${parameter}) => ${source}Charges(connect${service.className}(connection)${argument}),
    };
  } },
`;
}
