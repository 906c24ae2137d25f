import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cursor } from "./contract/cursor.js";
import { normalize } from "./contract/normalize.js";
import { readContract } from "./contract/read.js";
import { readService, type Service } from "./contract/service.js";
import { splitSharedSchemas } from "./contract/sides.js";
import { isObject, objectAt, own, parseJson } from "../common/json.js";
import { removeUnsafePatterns } from "../common/safe-pattern.js";
import { oneLine, UserError } from "../common/user-error.js";
import { checkCollisions } from "./validate/collisions.js";
import { readPages } from "./traits/pages.js";
import { readReports } from "./traits/reports.js";
import { checkNames } from "./validate/contract.js";
import { contractFile, packageName } from "./vendors.js";

/** A vendor's contract, from which its package is generated. */
export type CheckedContract = Readonly<ReturnType<typeof readChecked>>;

/** @throws {UserError} A vendor has no package, or none can be generated from its contract. */
export function checkContracts(root: string, vendors: readonly string[]): CheckedContract[] {
  if (vendors.length === 0)
    throw new UserError("specs/ has no vendor; add one with: npm run specs -- add");
  return vendors.map((vendor) => {
    const checked = readChecked(root, vendor);
    checkReportsEntry(root, vendor, checked.service);
    return checked;
  });
}

/** @throws {UserError} if the package of a vendor with reports has no entry for them */
function checkReportsEntry(root: string, vendor: string, service: Service): void {
  const [report] = readReports(service);
  if (!report) return;
  const file = `packages/${vendor}/package.json`;
  const manifest = parseJson(readFileSync(path.join(root, file), "utf8"));
  if (isObject(manifest) && own(objectAt(manifest, "exports"), "./reports") !== undefined) return;
  throw new UserError(
    `${file}: needs "./reports" in exports and typesVersions, since ${report.start.id} has x-billkit-report`,
  );
}

/** @throws {UserError} The vendor has no package, or none can be generated from its contract. */
export function readChecked(root: string, vendor: string) {
  const name = packageName(root, vendor);
  const file = contractFile(vendor);
  return { vendor, packageName: name, ...checkContract(readContract(path.join(root, file), file)) };
}

/**
 * Checks a contract and removes the patterns that aren't provably safe.
 * @returns the contract as both generators read it, its service, and a notice for each removed pattern
 * @throws {UserError} No package can be generated from the contract.
 */
export function checkContract(read: Cursor) {
  checkNames(read);
  const contract = normalize(read);
  const notices = removeUnsafePatterns(contract.object()).map(
    ({ pointer, pattern, why }) =>
      `${contract.locate(pointer)}: ${JSON.stringify(oneLine(pattern, 80))} ${why}; the pattern is left out, the vendor alone checks the value`,
  );
  splitSharedSchemas(contract);
  const service = readService(contract);
  checkCollisions(service);
  for (const operation of service.tags.flatMap((tag) => tag.operations)) readPages(operation);
  readReports(service);
  return { contract, service, notices };
}
