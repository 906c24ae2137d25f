/**
 * Puts the contracts into the package: every specs/<vendor>/openapi.yaml, as a TypeScript module,
 * so that the published package, its tests and the compiler all read the same one without a file
 * beside them.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const specs = path.resolve("../../specs");
const target = path.resolve("src/generated-contracts");

const vendors = readdirSync(specs)
  .filter((vendor) => existsSync(path.join(specs, vendor, "openapi.yaml")))
  .sort();
const contracts = Object.fromEntries(
  vendors.map((vendor): [string, unknown] => [
    vendor,
    parse(readFileSync(path.join(specs, vendor, "openapi.yaml"), "utf8")),
  ]),
);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(
  path.join(target, "index.ts"),
  `// Written by build/contracts.ts from specs/*/openapi.yaml.
import type { JsonObject } from "../engine/json.js";

/** The names of the vendors' folders under specs/. */
export type ContractName = ${vendors.map((vendor) => JSON.stringify(vendor)).join(" | ")};

/** The contracts, by the name of the vendor's folder under specs/. */
export const contracts: Readonly<Record<ContractName, JsonObject>> = ${JSON.stringify(contracts, null, 2)};
`,
);
