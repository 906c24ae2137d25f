import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, objectAt, parseJson } from "../common/json.js";
import { camel, wordsOf } from "../common/words.js";
import { optionsOf, viewsOf } from "./charges.js";
import type { CheckedContract } from "./check.js";
import { formatFile } from "./format.js";
import { readConnect } from "./traits/connect.js";

/** The command line's table of vendors. */
export const registryFile = "packages/cli/src/generated/vendors.ts";

/**
 * The TypeScript source of the command line's table: data of each vendor that it needs before it loads
 * the vendor's package.
 */
export async function registryText(
  root: string,
  contracts: readonly CheckedContract[],
): Promise<string> {
  const manifest = parseJson(readFileSync(path.join(root, "packages/cli/package.json"), "utf8"));
  const dependencies = objectAt(isObject(manifest) ? manifest : {}, "dependencies");
  const entries = contracts.filter(({ packageName }) => packageName in dependencies).map(entryOf);
  return formatFile(
    path.join(root, registryFile),
    `// Generated from the contracts, do not edit: change the contracts, then \`npm run generate\`.
import type { GeneratedVendor } from "../vendors/registry.js";

export const generatedVendors: Readonly<Record<string, GeneratedVendor>> = {
${entries.join("")}};
`,
  );
}

function entryOf({ vendor, packageName, contract, service }: CheckedContract): string {
  const connect = readConnect(contract, service, vendor);
  const { title, addresses } = connect;
  // An OAuth client is preferable to them.
  const alternatives = connect.credentials.flatMap(({ parts, login }) => (login ? parts : []));
  const credentials = connect.parts.map((each) => ({
    ...each,
    ...(alternatives.includes(each) && { alternative: true }),
  }));
  const options = optionsOf(viewsOf(contract));
  const table = JSON.stringify({ title, credentials, addresses, options }).slice(1, -1);
  const source = camel(wordsOf(vendor));
  const parameter = options.length > 0 ? ", options" : "";
  const members = options.map(
    ({ option, required }) => `${option}: options.${option}${required ? ' ?? ""' : ""}`,
  );
  const argument = options.length > 0 ? `, { ${members.join(", ")} }` : "";
  return `  ${JSON.stringify(vendor)}: {${table}, load: async () => {
    const [{ connect${service.className} }, { ${source}Charges, ${source}ChargesDefinition }] = await Promise.all([
      import("${packageName}/connect"), import("${packageName}/charges"),
    ]);
    return {
      definition: ${source}ChargesDefinition,
      open: (connection${parameter}) => ${source}Charges(connect${service.className}(connection)${argument}),
    };
  } },
`;
}
