import path from "node:path";
import type { Cursor } from "./contract/cursor.js";
import { normalize } from "./contract/normalize.js";
import { readContract } from "./contract/read.js";
import { readService, type Service } from "./contract/service.js";
import { uniteSubtypes } from "./contract/subtypes.js";
import { splitSharedSchemas } from "./contract/sides.js";
import { UserError } from "../common/user-error.js";
import { checkCollisions } from "./validate/collisions.js";
import { checkNames } from "./validate/contract.js";
import { contractFile, packageName } from "./vendors.js";

/** @throws {UserError} A vendor has no package, or its contract cannot become one. */
export function checkContracts(root: string, vendors: readonly string[]): void {
  if (vendors.length === 0)
    throw new UserError("specs/ holds no vendor; add one with: npm run specs -- add");
  for (const vendor of vendors) {
    packageName(root, vendor);
    readChecked(root, vendor);
  }
}

/** @throws {UserError} The contract cannot become a package. */
export function readChecked(root: string, vendor: string): { contract: Cursor; service: Service } {
  const file = contractFile(vendor);
  return checkContract(readContract(path.join(root, file), file));
}

/** @returns The contract as both generators are to see it, and what it says of the service. */
export function checkContract(read: Cursor): { contract: Cursor; service: Service } {
  checkNames(read);
  const contract = normalize(read);
  uniteSubtypes(contract);
  splitSharedSchemas(contract);
  const service = readService(contract);
  checkCollisions(service);
  return { contract, service };
}
