/**
 * `npm test`: builds, type-checks and runs every workspace's Jest through turbo, then adds up Jest's
 * own counts. Exit 0 only if every task succeeded and every test ran and passed.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { forgetResults, readResults, summarize } from "./results.js";

const root = process.cwd();
forgetResults(root);
const turbo = spawnSync(
  path.join(root, "node_modules/.bin/turbo"),
  [
    "run",
    "build",
    "typecheck",
    "test",
    "--output-logs=errors-only",
    "--continue",
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" } },
);
const { text, ok } = summarize(readResults(root));
if (turbo.status !== 0)
  process.stderr.write("A build, a type check or a test failed: see above.\n");
process.stdout.write(`${text}\n`);
process.exitCode = ok && turbo.status === 0 ? 0 : 1;
