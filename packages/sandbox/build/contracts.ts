/**
 * Puts the contracts into the package: every specs/<vendor>/openapi.yaml, as a TypeScript module,
 * so that the published package, its tests and the compiler all read the same one without a file
 * beside them. Patterns that could hang the validator are left out, as generate leaves them out.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../../../scripts/common/json.js";
import { removeUnsafePatterns } from "../../../scripts/common/safe-pattern.js";

const specs = path.resolve("../../specs");
const target = path.resolve("src/generated-contracts");

const vendors = readdirSync(specs)
  .filter((vendor) => existsSync(path.join(specs, vendor, "openapi.yaml")))
  .sort();
const contracts = Object.fromEntries(
  vendors.map((vendor): [string, JsonObject] => {
    const file = path.join(specs, vendor, "openapi.yaml");
    const contract = parse(readFileSync(file, "utf8")) as JsonObject;
    for (const { pointer, why } of removeUnsafePatterns(contract))
      process.stderr.write(`${file}: #/${pointer.join("/")} ${why}; the pattern is left out\n`);
    return [vendor, contract];
  }),
);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
// As JSON text: compilers, linters and JavaScript engines read it faster than object literals.
writeFileSync(
  path.join(target, "index.ts"),
  `// Written by build/contracts.ts from specs/*/openapi.yaml.
import type { JsonObject } from "../engine/json.js";

/** The names of the vendors' folders under specs/. */
export type ContractName = ${vendors.map((vendor) => JSON.stringify(vendor)).join(" | ")};

/** The contracts, by the name of the vendor's folder under specs/. */
export const contracts = JSON.parse(
  ${JSON.stringify(JSON.stringify(contracts))},
) as Readonly<Record<ContractName, JsonObject>>;
`,
);
