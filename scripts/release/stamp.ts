/** After `changeset version`: copies the version of @billkit/core, which `User-Agent` sends, into its source. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const core = path.resolve(import.meta.dirname, "../../packages/core");
const file = path.join(core, "src/internal/version.ts");
const constant = /(export const version = ")[^"]*(";)/;

const { version } = JSON.parse(readFileSync(path.join(core, "package.json"), "utf8")) as {
  version: string;
};
const text = readFileSync(file, "utf8");
if (!constant.test(text)) throw new Error(`${file} exports no constant called version`);
writeFileSync(file, text.replace(constant, `$1${version}$2`));
