import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { UserError } from "../../common/user-error.js";

/**
 * Runs the task `generate` of the packages. Turbo prints its summary, and the output of a task that fails.
 * @throws {UserError} A task failed; its output is on the terminal.
 */
export async function runGenerateTasks(
  root: string,
  packages: readonly string[],
  options: { force: boolean; env: NodeJS.ProcessEnv },
): Promise<void> {
  const turbo = path.join(root, "node_modules/turbo/bin/turbo");
  const flags = ["--output-logs=errors-only", "--log-prefix=none", "--no-color", "--ui=stream"];
  const filters = packages.map((name) => `--filter=${name}`);
  const force = options.force ? ["--force"] : [];
  const child = spawn(
    process.execPath,
    [turbo, "run", "generate", ...flags, ...filters, ...force],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...options.env,
        TURBO_TELEMETRY_DISABLED: "1",
        TURBO_NO_UPDATE_NOTIFIER: "1",
        DO_NOT_TRACK: "1",
      },
    },
  );
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new UserError("a package can't be generated, as shown above");
}
