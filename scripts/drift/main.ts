/** `npm run drift:propose`, as .github/workflows/drift.yml runs it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { join } from "node:path";
import { proposeDrift, type Run } from "./pull-request.js";

const root = join(import.meta.dirname, "../..");
const execute = promisify(execFile);

const run: Run = async (program, args) => {
  const { stdout, stderr } = await execute(program, [...args], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stderr.write(stderr);
  return stdout;
};

process.exitCode = await proposeDrift({
  root,
  base: process.env.GITHUB_REF_NAME ?? "main",
  now: () => new Date(),
  vendors: [],
  run,
  say: (line) => {
    console.log(line);
  },
});
