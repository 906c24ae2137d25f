import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./repository.js";

/** A linter that has nothing to say, and so takes no time. */
export function passLint(root: string): void {
  rmSync(join(root, "node_modules"));
  const folder = join(root, "node_modules/@redocly/cli");
  mkdirSync(join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  const report = `process.argv.filter((one) => one.endsWith(".yaml") && !one.endsWith("redocly.yaml"))
    .forEach(() => process.stdout.write('{\\n  "problems": []\\n}'));`;
  writeFileSync(join(folder, "bin/cli.js"), report);
  const prettier = join(repository, "node_modules/prettier");
  symlinkSync(prettier, join(root, "node_modules/prettier"), "dir");
}
