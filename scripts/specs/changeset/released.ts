import { join } from "node:path";
import { readIfThere, writeAll } from "../../common/write.js";
import { chooseVendors, readNeeded } from "../vendors.js";
import { parseDescription } from "../../common/yaml.js";

/**
 * The contract that the last release of a vendor's package was made from.
 * @returns undefined for a vendor that hasn't been released
 */
export async function readReleased(root: string, vendor: string) {
  const file = releasedFile(vendor);
  const text = await readIfThere(join(root, file));
  return text === undefined ? undefined : { text, contract: parseDescription(text, file) };
}

/**
 * Records the current contracts as released: later changes are rated against them.
 * @returns a line for each vendor
 */
export async function markReleased(root: string, names: readonly string[]): Promise<string[]> {
  const vendors = await chooseVendors(root, names);
  const texts = new Map<string, string>();
  for (const vendor of vendors) {
    const advice = `; run \`npm run specs -- sync ${vendor}\``;
    const text = await readNeeded(root, `specs/${vendor}/openapi.yaml`, advice);
    texts.set(join(root, releasedFile(vendor)), text);
  }
  const changed = await writeAll(root, texts);
  return vendors.map((vendor) => {
    const written = changed.includes(join(root, releasedFile(vendor)));
    return `${vendor}: ${written ? `${releasedFile(vendor)} written` : "unchanged"}`;
  });
}

function releasedFile(vendor: string): string {
  return `specs/${vendor}/released.yaml`;
}
