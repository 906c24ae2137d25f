import { spawnSync } from "node:child_process";
import path from "node:path";
import { UserError } from "../../common/user-error.js";

const flags = ["--output-logs=errors-only", "--log-prefix=none", "--no-color", "--ui=stream"];
const quiet = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };

/**
 * Runs the task `generate` of the packages. Turbo prints its summary, and the output of a task that fails.
 * @throws {UserError} A task failed; its output is on the terminal.
 */
export function runGenerateTasks(root: string, packages: readonly string[], force: boolean): void {
  const turbo = path.join(root, "node_modules/turbo/bin/turbo");
  const filters = packages.map((name) => `--filter=${name}`);
  const args = [turbo, "run", "generate", ...flags, ...filters, ...(force ? ["--force"] : [])];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...quiet },
  });
  if (status !== 0) throw new UserError("a package can't be generated, as shown above");
}
