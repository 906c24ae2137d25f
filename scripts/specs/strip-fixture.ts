import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";
import { SpecsError } from "./problems.js";
import { readSource } from "./source.js";
import { stripProse } from "./strip.js";
import { parseDescription, toYaml } from "./yaml.js";

const USAGE =
  "Usage: npx tsx scripts/specs/strip-fixture.ts DESCRIPTION OUT[.gz] [--keep x-extension]…";

/** Writes a copy of a whole description without the vendor's prose, for fixtures/descriptions. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keep: { type: "string", multiple: true } },
  });
  const [from, to, ...rest] = positionals;
  if (from === undefined || to === undefined || rest.length > 0) throw new SpecsError(USAGE);
  const { text, name } = await readSource(from);
  const stripped = stripProse(parseDescription(text, name), values.keep);
  await mkdir(dirname(to), { recursive: true });
  const isJson = /\.json(\.gz)?$/.test(to);
  const content = isJson ? `${JSON.stringify(stripped, null, 1)}\n` : toYaml(stripped);
  await writeFile(to, to.endsWith(".gz") ? gzipSync(content, { level: 9 }) : content);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SpecsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
