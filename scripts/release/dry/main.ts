/**
 * `npm run release:dry [-- --json]`: the releases that could come next, into a registry on this machine
 * and out of it again: version, pack, publish, install, call, upgrade. Exit 1 if one goes wrong.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { checkJava } from "../../generate/tools/java.js";
import { type Released, releaseDry } from "./dry.js";

const root = path.resolve(import.meta.dirname, "../../..");
const releases: Released[] = [];
let json = false;
let problem: string | undefined;
try {
  ({ json = false } = parseArgs({ options: { json: { type: "boolean" } } }).values);
  // The second release is generated: who cannot do that learns it before the first.
  await checkJava(root, process.env);
  await releaseDry(root, (released) => {
    releases.push(released);
    if (!json) process.stdout.write(`${page(released)}\n`);
  });
} catch (error) {
  problem = error instanceof Error ? error.message : String(error);
  process.stderr.write(`release:dry: ${problem}\n`);
  process.exitCode = 1;
}
if (json) {
  const document = { ok: problem === undefined, releases, ...(problem && { problem }) };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** One release as a person reads it. */
function page({ level, story, published, installed, refused, ...rest }: Released): string {
  const lines = [
    `== ${level} (${story}): ${rest.seconds} s`,
    `published: ${published.join(", ")}`,
    `installed: ${Object.entries(installed).flat().join(" ")}`,
    ...(refused === "" ? [] : [`the program as it was: ${refused}`]),
    `the program prints: ${rest.printed}`,
  ];
  for (const [name, text] of Object.entries(rest.changelogs))
    lines.push(`-- ${name} ${installed[name] ?? ""}, changelog`, text);
  return `${lines.join("\n")}\n`;
}
