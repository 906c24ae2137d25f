/**
 * One vendor's package, as a turbo task of that package: contract → one file that turbo caches, whose
 * content `main.ts` writes to its places. Run in the package's folder.
 */
import path from "node:path";
import { generatePackage } from "./package.js";
import { writeOutput } from "./places.js";
import { runCommand } from "../common/command.js";
import { checkJar } from "./tools/jar.js";

await runCommand("generate", async () => {
  const folder = process.cwd();
  const root = path.resolve(folder, "../..");
  checkJar(root);
  const { files, warnings } = await generatePackage(root, path.basename(folder));
  writeOutput(folder, files);
  for (const warning of warnings) process.stdout.write(`warning: ${warning}\n`);
  return 0;
});
