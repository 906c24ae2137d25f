import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readFolder } from "../../common/folder.js";
import type { JsonObject } from "../../common/json.js";
import { oneLine, UserError } from "../../common/user-error.js";
import { wrapper, wrapperEnvironment } from "./jar.js";
import { run } from "../../common/run.js";

const settings = "scripts/generate/openapi-generator.yaml";

/** Printed on every run, without an effect on the output. */
const noise = [/OpenAPI 3\.1 support is still in beta/, /Failed to get the schema name: null/];

/** Short runs are quickest without the optimizing compiler. */
const javaOptions = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

/**
 * Runs openapi-generator once, with our templates.
 * @returns the files by path from the generator's output folder
 * @throws {UserError} It failed; the message ends with its output.
 */
export async function generate(root: string, document: JsonObject) {
  const folder = mkdtempSync(path.join(tmpdir(), "billkit-generate-"));
  try {
    const output = path.join(folder, "output");
    const input = path.join(folder, "contract.json");
    writeFileSync(input, JSON.stringify(document));
    const args = [wrapper(root), "generate", "-c", settings, "-i", input, "-o", output];
    const finished = await run(process.execPath, args, {
      cwd: root,
      env: { JAVA_OPTS: javaOptions, ...wrapperEnvironment(root) },
    });
    if (finished.code !== 0) {
      const lines = finished.output
        .split("\n")
        .filter((line) => !/ INFO |^#|^\s+at \S+\(/.test(line) && !isNoise(line));
      throw new UserError(
        `openapi-generator failed (${finished.failure ?? finished.code ?? "?"}): ${oneLine(lines.join(" "), 1000)}`,
      );
    }
    const files = [...readFolder(output)].filter(
      ([name]) => !name.startsWith(".openapi-generator"),
    );
    return { files, warnings: warningsOf(finished.output) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** openapi-generator's warnings, without those that it prints on every run. */
export function warningsOf(output: string): string[] {
  return output.split("\n").filter((line) => /\b(WARN|ERROR)\b/.test(line) && !isNoise(line));
}

function isNoise(line: string): boolean {
  return noise.some((pattern) => pattern.test(line));
}
