import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { readArguments } from "../../common/arguments.js";
import { runCommand } from "../../common/command.js";
import { UserError } from "../../common/user-error.js";
import { readSource } from "../read/source.js";
import { stripProse } from "./strip.js";
import { parseDescription, toYaml } from "../../common/yaml.js";

const USAGE =
  "usage: npx tsx scripts/specs/testing/strip-fixture.ts DESCRIPTION OUT[.gz] [--keep x-extension]…";

/** Writes a copy of a whole description without the vendor's prose, for fixtures/descriptions. */
await runCommand("strip-fixture", async () => {
  const { values, positionals } = readArguments(
    { allowPositionals: true, options: { keep: { type: "string", multiple: true } } },
    USAGE,
  );
  const [from, to, ...rest] = positionals;
  if (from === undefined || to === undefined || rest.length > 0) throw new UserError(USAGE);
  const { text, name } = await readSource(from);
  const stripped = stripProse(parseDescription(text, name), values.keep);
  await mkdir(dirname(to), { recursive: true });
  const isJson = /\.json(\.gz)?$/.test(to);
  const content = isJson ? `${JSON.stringify(stripped, null, 1)}\n` : toYaml(stripped);
  await writeFile(to, to.endsWith(".gz") ? gzipSync(content, { level: 9 }) : content);
  return 0;
});
