import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { isObject, type Json, type JsonObject, listAt, textAt } from "../../common/json.js";
import { messageOf, UserError } from "../../common/user-error.js";

/** A contract to be linted: the path it is called by, and its text. */
export interface LintInput {
  readonly path: string;
  readonly text: string;
}

interface Failure {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Lints contracts by one call of the redocly command, whose start takes most of the time. Its
 * library is not imported: another tool brings an older copy of it.
 * @throws {UserError} with a line for every error and warning
 */
export async function lint(root: string, inputs: readonly LintInput[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "billkit-lint-"));
  try {
    const files: string[] = [];
    for (const input of inputs) {
      const file = join(folder, `${files.length}`, "openapi.yaml");
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, input.text);
      files.push(file);
    }
    const reports = parseReports(await runRedocly(root, files), files.length);
    const problems = reports.flatMap((report, index) =>
      problemsOf(report, inputs[index]?.path ?? ""),
    );
    if (problems.length > 0) throw new UserError(problems);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runRedocly(root: string, files: readonly string[]): Promise<string> {
  const require = createRequire(join(resolve(root), "package.json"));
  const command = join(dirname(require.resolve("@redocly/cli/package.json")), "bin", "cli.js");
  const args = [
    command,
    "lint",
    ...files,
    "--format",
    "json",
    "--config",
    join(root, "redocly.yaml"),
    "--max-problems",
    "1000",
  ];
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    NO_COLOR: "1",
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    // It exits with 1 when it has found something, and says what on stdout all the same.
    const { stdout, stderr } = error as Partial<Failure>;
    if (stdout?.includes('"problems"')) return stdout;
    throw new UserError(
      `redocly could not lint: ${messageOf(stderr?.trim() ? stderr.trim() : error)}`,
      { cause: error },
    );
  }
}

/** It prints one JSON document after another, with nothing between them. */
function parseReports(stdout: string, count: number): JsonObject[] {
  const reports = stdout
    .split(/(?<=^\})(?=\{$)/m)
    .map((text) => JSON.parse(text) as Json)
    .filter(isObject);
  if (reports.length !== count)
    throw new UserError(`redocly reported on ${reports.length} of ${count} contracts`);
  return reports;
}

function problemsOf(report: JsonObject, path: string): string[] {
  return listAt(report, "problems")
    .filter(isObject)
    .map((problem) => {
      const [location] = listAt(problem, "location");
      const pointer = isObject(location) ? textAt(location, "pointer") : "";
      return `${path}: ${pointer}: ${messageOf(problem.message)} (${textAt(problem, "ruleId")})`;
    });
}
