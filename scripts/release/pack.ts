/**
 * `npm run release:pack [-- --all] [-- --dir DIR] [-- --json]`: builds and packs each package whose
 * version is not at the registry yet (with `--all`, each) into release/, with a list in the order in
 * which they may be published. Nothing is packed while a range between them is not the version that
 * is here, or a text is still to be written.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { packWorkspaces } from "../pack/tarballs.js";
import { usageError } from "../common/arguments.js";
import { changelogOf } from "./changelog.js";
import { emptied } from "./folder.js";
import { isPublished, runScript } from "./npm.mjs";
import { unready } from "./ready.js";
import { readWorkspaces } from "./workspaces.js";

const root = path.resolve(import.meta.dirname, "../..");

await runScript("release:pack", async () => {
  const { all, dir, json } = readOptions();
  const problems = await unready(root);
  if (problems.length > 0) throw new Error(`nothing is packed: ${problems.join("; ")}`);
  const workspaces = readWorkspaces(root);
  const next = workspaces.filter(({ name, version }) => all || !isPublished(name, version));
  const folder = path.resolve(dir);
  emptied(folder);
  const names = next.map(({ name }) => name);
  const tarballs = names.length === 0 ? [] : packWorkspaces(root, names, folder);
  const packages = next.map((workspace) => {
    const { name, version } = workspace;
    const tarball = tarballs.find((each) => each.name === name);
    if (!tarball) throw new Error(`npm pack made no tarball of ${name}`);
    const file = path.basename(tarball.file);
    return { name, version, file, notes: changelogOf(root, workspace.folder, version) };
  });
  const list = `${JSON.stringify({ packages }, null, 2)}\n`;
  writeFileSync(path.join(folder, "packages.json"), list);
  if (json) process.stdout.write(list);
  else
    for (const { name, version, file } of packages) {
      process.stdout.write(`${name} ${version}: ${file}\n`);
    }
  if (!json && packages.length === 0) process.stdout.write("nothing to publish\n");
});

function readOptions(): { all: boolean; dir: string; json: boolean } {
  try {
    return parseArgs({
      options: {
        all: { type: "boolean", default: false },
        dir: { type: "string", default: path.join(root, "release") },
        json: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw usageError(error, "usage: npm run release:pack [-- --all] [-- --dir DIR] [-- --json]");
  }
}
