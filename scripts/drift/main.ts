/**
 * `tsx scripts/drift/main.ts --out DIR`, run by .github/workflows/drift.yml: a patch and a page for
 * each vendor whose description changed. Exits with 1 if a vendor failed.
 */
import { execFile } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { readArguments } from "../common/arguments.js";
import { runCommand } from "../common/command.js";
import { UserError } from "../common/user-error.js";
import { proposeDrift, type Run } from "./propose.js";

const usage = "usage: tsx scripts/drift/main.ts --out DIR";
const root = join(import.meta.dirname, "../..");

const run: Run = async (program, args) => {
  const options = { cwd: root, maxBuffer: 256 * 1024 * 1024 };
  const { stdout, stderr } = await promisify(execFile)(program, [...args], options);
  process.stderr.write(stderr);
  return stdout;
};

await runCommand("drift", async () => {
  const { out } = readArguments({ options: { out: { type: "string" } } }, usage).values;
  if (out === undefined || out === "") throw new UserError(usage);
  const { changed, failed } = await proposeDrift({
    root,
    out: resolve(out),
    now: () => new Date(),
    run,
    log: (line) => {
      console.log(line);
    },
  });
  const { GITHUB_OUTPUT } = process.env;
  if (GITHUB_OUTPUT !== undefined) {
    const outputs = `changed=${JSON.stringify(changed)}\nfailed=${JSON.stringify(failed)}\n`;
    await appendFile(GITHUB_OUTPUT, outputs);
  }
  return failed.length > 0 ? 1 : 0;
});
