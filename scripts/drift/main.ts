/** `npm run drift:propose [-- --json]`, as .github/workflows/drift.yml runs it. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { messageOf } from "../common/user-error.js";
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

try {
  const { json = false } = parseArgs({ options: { json: { type: "boolean" } } }).values;
  const said: string[] = [];
  const code = await proposeDrift({
    root,
    base: process.env.GITHUB_REF_NAME ?? "main",
    now: () => new Date(),
    vendors: [],
    run,
    say: (line) => {
      said.push(line);
      if (!json) console.log(line);
    },
  });
  if (json) console.log(JSON.stringify({ ok: code === 0, said }));
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`drift:propose: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
