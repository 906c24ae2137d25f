/**
 * `npm test [-- --json]`: builds, type-checks and runs every workspace's Jest through turbo, then adds up
 * Jest's own counts. `npm run test:java`: likewise the tests that run the generator's JAR. With `--json`
 * one document on stdout, and what the tasks say on stderr. Exit 0 only if every task succeeded and every
 * test ran and passed.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkJava } from "../generate/tools/java.js";
import { messageOf } from "../common/user-error.js";
import { forgetResults, readResults, reportsOf, summarize } from "./results.js";

try {
  const { java = false, json = false } = parseArgs({
    options: { java: { type: "boolean" }, json: { type: "boolean" } },
  }).values;
  if (java) await checkJava(process.cwd(), process.env);
  process.exitCode = test(process.cwd(), java, json);
} catch (error) {
  process.stderr.write(`test: ${messageOf(error)}\n`);
  process.exitCode = 1;
}

function test(root: string, java: boolean, json: boolean): number {
  const tasks = java ? ["test:java"] : ["build", "typecheck", "test"];
  const reports = reportsOf(root, java);
  forgetResults(root, reports);
  const turbo = spawnSync(
    path.join(root, "node_modules/.bin/turbo"),
    ["run", ...tasks, "--output-logs=errors-only", "--continue"],
    {
      cwd: root,
      stdio: ["inherit", json ? 2 : "inherit", "inherit"],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    },
  );
  const workspaces = readResults(root, reports);
  const { text, ok, passed, failed } = summarize(workspaces);
  const isGood = ok && turbo.status === 0;
  if (turbo.status !== 0) {
    process.stderr.write("A build, a type check or a test failed: see above.\n");
  }
  const told = { ok: isGood, passed, failed, workspaces };
  process.stdout.write(`${json ? JSON.stringify(told) : text}\n`);
  return isGood ? 0 : 1;
}
