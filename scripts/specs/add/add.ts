import { join, relative } from "node:path";
import { buildVendor, lintBuilt, readDescription } from "../build.js";
import type { Setting } from "../commands.js";
import { convert } from "../read/convert.js";
import { textAt } from "../../common/json.js";
import { parseVendor } from "../vendor.js";
import { writeAll } from "../write.js";
import { toYaml } from "../../common/yaml.js";
import { formatAll } from "./format.js";
import { checkName } from "./name.js";
import { parseOperations } from "./operations.js";
import { overlayText } from "./overlay-file.js";
import { makePackage } from "./package.js";
import { placeholder, unwrittenIn } from "./placeholder.js";
import { startOf } from "./start.js";
import { nameSchemas } from "./vendor-file.js";
import { vendorText } from "./vendor-text.js";
import { pascal, wordsOf } from "./words.js";

export interface AddOptions extends Setting {
  readonly name: string;
  /** Files or addresses of the description, which are merged. */
  readonly from: readonly string[];
  /** `METHOD /path[=operationId[:Tag]]` */
  readonly operations: readonly string[];
  /** Where the operations are served, when the description does not say. */
  readonly server?: string | undefined;
  /** Where a description that is read from a file is published. */
  readonly published?: string | undefined;
}

/**
 * Writes the folder under specs/ and the package of a new vendor, all files or none. Every text that
 * a person has to write is a placeholder, which builds and cannot be published.
 * @returns what was written, and what comes next
 * @throws {UserError} with a line for whatever is wrong; then nothing is written
 */
export async function add(options: AddOptions): Promise<string[]> {
  const { root, name, from } = options;
  await checkName(root, name);
  const asked = parseOperations(options.operations);
  const className = pascal(wordsOf(name));
  const start = await startOf(options, asked, className);
  const file = `specs/${name}/vendor.yaml`;
  const preliminary = parseVendor(toYaml(start.vendor), file);
  const sources = await Promise.all(
    from.map((each) => readDescription(each, preliminary, options)),
  );
  const descriptions = sources.map(convert);
  const taken = [className, ...preliminary.operations.map(({ tag }) => `${tag}Api`)].concat(
    preliminary.operations.map(({ operationId }) => `${pascal([operationId])}Arguments`),
  );
  const { vendor, extract } = nameSchemas(start.vendor, descriptions, file, taken);
  const files = {
    folder: `specs/${name}`,
    vendor: vendorText(vendor, className),
    overlay: overlayText(extract, textAt(vendor, "title"), start.credential),
  };
  const built = await buildVendor(name, files, options);
  const { texts: packaged, locks } = await makePackage(root, name, built.contract);
  await lintBuilt(root, [built]);
  const handWritten = new Map([
    [file, files.vendor],
    [`specs/${name}/overlay.yaml`, files.overlay],
    ...packaged,
  ]);
  const texts = new Map<string, string>([
    ...(await formatAll(root, handWritten)),
    ...[...built.files].map(([each, text]): [string, string] => [`specs/${name}/${each}`, text]),
    ...locks,
  ]);
  const absolute = new Map([...texts].map(([path, text]) => [join(root, path), text]));
  const written = await writeAll(root, absolute);
  const left = [...texts].flatMap(([path, text]) => unwrittenIn(path, text));
  return [
    ...written.map((path) => `${relative(root, path)} written`),
    `${left.length} texts are still to be written: look for "${placeholder("").slice(0, 13)}" in specs/${name} and packages/${name}`,
    `next: npm install, npm run generate, npm test`,
  ];
}
