import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readFolder } from "../../common/folder.js";
import type { JsonObject } from "../../common/json.js";
import { oneLine, UserError } from "../../common/user-error.js";
import { wrapper, wrapperEnvironment } from "./jar.js";
import { run } from "../../common/run.js";

/** Printed on every run, without an effect on the output. */
const noise = [/OpenAPI 3\.1 support is still in beta/, /Failed to get the schema name: null/];

/** Short runs are quickest without the optimizing compiler. */
const javaOptions = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

/**
 * Runs openapi-generator once, with the templates of a folder.
 * @returns the files by path from the generator's output folder
 * @throws {UserError} It failed; the message ends with its output.
 */
export async function generate(
  root: string,
  document: JsonObject,
  templates: string,
  env: NodeJS.ProcessEnv,
) {
  const folder = mkdtempSync(path.join(tmpdir(), "billkit-generate-"));
  try {
    const output = path.join(folder, "output");
    const input = path.join(folder, "contract.json");
    const settings = path.join(folder, "settings.json");
    writeFileSync(input, JSON.stringify(document));
    writeFileSync(settings, JSON.stringify(generatorSettings(templates, input, output)));
    const finished = await run(process.execPath, [wrapper(root), "generate", "-c", settings], {
      cwd: root,
      env: { JAVA_OPTS: javaOptions, ...wrapperEnvironment(root, env) },
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

/** The templates that are rendered once, by the file that each writes. */
const supporting: Readonly<Record<string, string>> = {
  "charges.ts": "charges",
  "client.ts": "client",
  "connect.ts": "connect",
  "index.ts": "index",
  "pacing.ts": "pacing",
  "raw.ts": "raw",
  "README.md": "docs_index",
  "reports.ts": "reports",
  "service.ts": "service",
  "calls.test.ts": "calls_test",
  "exports.test.ts": "exports_test",
  "reports.test.ts": "reports_test",
  "types.test.ts": "types_test",
};

function generatorSettings(templates: string, input: string, output: string): JsonObject {
  const files = Object.entries(supporting).map(
    ([destinationFilename, template]): [string, JsonObject] => [
      `${template}.mustache`,
      { templateType: "SupportingFiles", destinationFilename },
    ],
  );
  return {
    generatorName: "typescript-fetch",
    templateDir: templates,
    inputSpec: input,
    outputDir: output,
    // An example for every operation takes minutes and gigabytes on a large description.
    skipOperationExample: true,
    // Named lists and maps have pages too.
    generateAliasAsModel: true,
    openapiGeneratorIgnoreList: ["models/*.ts", "models/index.ts", "apis/index.ts"],
    typeMappings: { Date: "string" },
    globalProperties: {
      apis: "",
      apiDocs: "true",
      models: "",
      modelDocs: "true",
      skipFormModel: "false",
      supportingFiles: Object.keys(supporting).join(),
    },
    additionalProperties: { supportsES6: "true", importFileExtension: ".js" },
    files: {
      ...Object.fromEntries(files),
      // `folder` is ignored for these; the suffix distinguishes them from the operations' pages.
      "model_doc.mustache": { templateType: "ModelDocs", destinationFilename: ".model.md" },
    },
  };
}
