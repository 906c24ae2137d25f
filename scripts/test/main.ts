/**
 * `npm test`: builds, type-checks and runs every workspace's Jest through turbo, then adds up Jest's
 * own counts. `npm run test:java`: likewise the tests that run the generator's JAR. Exit 0 only if
 * every task succeeded and every test ran and passed.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { forgetResults, readResults, reportsOf, summarize } from "./results.js";

const root = process.cwd();
const java = process.argv.includes("--java");
const tasks = java ? ["test:java"] : ["build", "typecheck", "test"];
const reports = reportsOf(root, java);
forgetResults(root, reports);
const turbo = spawnSync(
  path.join(root, "node_modules/.bin/turbo"),
  ["run", ...tasks, "--output-logs=errors-only", "--continue"],
  { cwd: root, stdio: "inherit", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" } },
);
const { text, ok } = summarize(readResults(root, reports));
if (turbo.status !== 0) {
  process.stderr.write("A build, a type check or a test failed: see above.\n");
}
process.stdout.write(`${text}\n`);
process.exitCode = ok && turbo.status === 0 ? 0 : 1;
