/**
 * One vendor's package, as a turbo task of that package: contract → `.generated/`, whose files
 * `main.ts` copies to their places. Run in the package's folder.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generatePackage } from "./package.js";
import { writeManifest } from "./places.js";
import { runCommand } from "../common/command.js";
import { checkJar } from "./tools/jar.js";

await runCommand("generate", async () => {
  const folder = process.cwd();
  const root = path.resolve(folder, "../..");
  checkJar(root);
  const { files, warnings } = await generatePackage(root, path.basename(folder), process.env);
  const output = path.join(folder, ".generated");
  rmSync(output, { recursive: true, force: true });
  for (const [name, text] of files) {
    const target = path.join(output, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  writeManifest(output, [...files.keys()]);
  for (const warning of warnings) process.stdout.write(`warning: ${warning}\n`);
  return 0;
});
