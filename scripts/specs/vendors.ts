import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { VendorFiles } from "./contract/contract.js";
import { UserError } from "../common/user-error.js";
import { readIfThere } from "../common/write.js";

/** The vendors that have a folder with a vendor.yaml under specs/. */
export async function listVendors(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "specs"), { withFileTypes: true }).catch(
    (cause: unknown) => {
      throw new UserError("specs/: there is no such folder; run this in the repository", {
        cause,
      });
    },
  );
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.filter((name) => existsSync(join(root, "specs", name, "vendor.yaml"))).sort();
}

/**
 * The named vendors, or all.
 * @param from sources that were given for them
 * @throws {UserError} for a name without a folder, or sources for several vendors
 */
export async function chooseVendors(
  root: string,
  names: readonly string[],
  from: readonly string[] = [],
): Promise<string[]> {
  const known = await listVendors(root);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      unknown.map((name) => `unknown vendor "${name}"; known: ${known.join(", ")}`),
    );
  }
  const chosen = names.length > 0 ? [...new Set(names)] : known;
  if (from.length > 0 && chosen.length !== 1)
    throw new UserError(`--from is for one vendor: name it, one of ${chosen.join(", ")}`);
  return chosen;
}

export async function readVendorFiles(root: string, name: string): Promise<VendorFiles> {
  const folder = `specs/${name}`;
  return {
    folder,
    vendor: await readNeeded(root, `${folder}/vendor.yaml`),
    overlay: await readNeeded(root, `${folder}/overlay.yaml`),
    names: await readIfThere(join(root, folder, "names.yaml")),
  };
}

/**
 * @param advice how to get the file
 * @throws {UserError} if it isn't there
 */
export async function readNeeded(root: string, file: string, advice = ""): Promise<string> {
  const text = await readIfThere(join(root, file));
  if (text === undefined) throw new UserError(`${file}: there is no such file${advice}`);
  return text;
}
