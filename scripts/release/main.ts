/**
 * `npm run release:propose [-- --json]`, as .github/workflows/release.yml runs it: the pull request of
 * the next release, or the names of what is to be published now, which later jobs go by.
 */
import { execFile } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import type { Run } from "../drift/propose.js";
import { messageOf } from "../common/user-error.js";
import { isPublished } from "./npm.mjs";
import { proposeRelease } from "./propose.js";

const root = path.resolve(import.meta.dirname, "../..");
const execute = promisify(execFile);

const run: Run = async (program, args) => {
  const { stdout, stderr } = await execute(program, [...args], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stderr.write(stderr);
  return stdout;
};

try {
  const { json = false } = parseArgs({ options: { json: { type: "boolean" } } }).values;
  const publish = await proposeRelease({
    root,
    base: process.env.GITHUB_REF_NAME ?? "main",
    run,
    isPublished,
    say: (line) => {
      if (!json) console.log(line);
    },
  });
  if (json) console.log(JSON.stringify({ publish }));
  const { GITHUB_OUTPUT: outputs } = process.env;
  if (outputs) appendFileSync(outputs, `publish=${publish.join(" ")}\n`);
} catch (error) {
  process.stderr.write(`release:propose: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
