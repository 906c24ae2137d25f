import path from "node:path";
import { UserError } from "../../common/user-error.js";
import { run } from "../../common/run.js";

export interface TurboRun {
  /** By package name: whether its output came from turbo's cache. */
  readonly cached: ReadonlyMap<string, boolean>;
  /** turbo's own counts: `Tasks:`, `Cached:` and `Time:`. */
  readonly summary: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Runs the task `generate` of the packages.
 * @throws {UserError} A task failed; the message is its output.
 */
export async function runGenerateTasks(
  root: string,
  packages: readonly string[],
  options: { force: boolean; env: NodeJS.ProcessEnv },
): Promise<TurboRun> {
  const args = [
    "run",
    "generate",
    "--output-logs=full",
    "--log-order=grouped",
    "--no-color",
    "--ui=stream",
  ];
  const filters = packages.map((name) => `--filter=${name}`);
  const finished = await run(
    process.execPath,
    [
      path.join(root, "node_modules/turbo/bin/turbo"),
      ...args,
      ...filters,
      ...(options.force ? ["--force"] : []),
    ],
    {
      cwd: root,
      env: {
        ...options.env,
        TURBO_TELEMETRY_DISABLED: "1",
        TURBO_NO_UPDATE_NOTIFIER: "1",
        DO_NOT_TRACK: "1",
      },
    },
  );
  const lines = finished.output.split("\n").map((line) => line.trimEnd());
  if (finished.code !== 0) throw new UserError(failure(lines));
  return {
    cached: cacheHits(lines),
    summary: lines.map((line) => line.trim()).filter((line) => /^(Tasks|Cached|Time):/.test(line)),
    warnings: lines.flatMap((line) => /:generate: (warning: .*)$/.exec(line)?.[1] ?? []),
  };
}

/** @returns by package name, from turbo's lines `name:generate: cache hit, …` */
export function cacheHits(lines: readonly string[]): Map<string, boolean> {
  const hits = new Map<string, boolean>();
  for (const line of lines) {
    const match = /^(\S+):generate: cache (hit|miss|bypass)/.exec(line);
    if (match) hits.set(match[1] ?? "", match[2] === "hit");
  }
  return hits;
}

/** The task's own output, without turbo's lines around it. */
function failure(lines: readonly string[]): string {
  const ownLines = lines.flatMap((line) => /^\S+:generate: (.*)$/.exec(line)?.[1] ?? []);
  const first = ownLines.findIndex((line) => line.startsWith("generate: "));
  if (first === -1) return `turbo could not run the tasks:\n${lines.join("\n").trim()}`;
  const rest = ownLines
    .slice(first)
    .filter((line) => !/^(npm (error|warn|ERR!)|ERROR: command finished)/.test(line));
  return rest.join("\n").replace(/^generate: /, "");
}
