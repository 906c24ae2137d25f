import { join } from "node:path";
import { UserError } from "../../common/user-error.js";
import { readIfThere } from "../../common/write.js";

/**
 * Checks a vendor's name, which is a folder, a package and a class. A folder under specs/ may
 * exist: it is prepared, or an earlier run's.
 * @throws {UserError} if it can't be a name, or another package has it
 */
export async function checkName(root: string, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new UserError(
      `${JSON.stringify(name.slice(0, 60))} is not a vendor's name: use small letters, digits and single hyphens, at most 40 characters`,
    );
  const isVendor = (await readIfThere(join(root, `specs/${name}/vendor.yaml`))) !== undefined;
  const manifest = await readIfThere(join(root, `packages/${name}/package.json`));
  if (!isVendor && manifest !== undefined)
    throw new UserError(`packages/${name}: is another package; choose another name`);
}
