import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { oneLine, UserError } from "../common/user-error.js";

/** A vendor is a folder under specs/ with a contract; its package has the same name. */
export function findVendors(root: string): string[] {
  const specs = path.join(root, "specs");
  const folders = existsSync(specs) ? readdirSync(specs, { withFileTypes: true }) : [];
  const vendors = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const odd = vendors.find((vendor) => !/^[a-z][a-z0-9-]*$/.test(vendor));
  if (odd !== undefined) {
    throw new UserError(
      `specs/${oneLine(odd, 60)}: a vendor's folder is named by small letters, digits and hyphens`,
    );
  }
  return vendors.sort();
}

/** Path from the root, for messages. */
export function contractFile(vendor: string): string {
  return `specs/${vendor}/openapi.yaml`;
}

/** @throws {UserError} The vendor has no package, or it has no name. */
export function packageName(root: string, vendor: string): string {
  const file = `packages/${vendor}/package.json`;
  if (!existsSync(path.join(root, file))) {
    throw new UserError(`${file} is missing: the vendor in specs/${vendor} has no package`);
  }
  const json: unknown = JSON.parse(readFileSync(path.join(root, file), "utf8"));
  const name = typeof json === "object" && json !== null && "name" in json ? json.name : undefined;
  if (typeof name === "string" && /^(?:@[a-z0-9-]+\/)?[a-z0-9.-]+$/.test(name)) return name;
  throw new UserError(`${file}: "name" is missing or is not the name of a package`);
}
