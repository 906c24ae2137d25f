import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hideInherited, showInherited } from "../../common/inherited.js";
import { walk } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { parseDescription } from "../../common/yaml.js";

/** A contract to lint: its path in messages, and its text. */
export interface LintInput {
  readonly path: string;
  readonly text: string;
}

/**
 * Lints contracts with redocly, by the repository's redocly.yaml.
 * @throws {UserError} with a line for every error and warning
 */
export async function lint(root: string, inputs: readonly LintInput[]): Promise<void> {
  // Imported when it's needed: loading it takes longer than a lint.
  const { createConfig, lintFromString } = await import("@redocly/openapi-core");
  const config = await createConfig(await readFile(join(root, "redocly.yaml"), "utf8"));
  const problems: string[] = [];
  for (const { path, text } of inputs) {
    const document = parseDescription(text, path);
    walk(document, hideInherited);
    const source = JSON.stringify(document);
    const found = await lintFromString({ source, absoluteRef: join(root, path), config });
    for (const { location, message, ruleId } of found)
      problems.push(
        showInherited(`${path}: ${location[0]?.pointer ?? ""}: ${message} (${ruleId})`),
      );
  }
  if (problems.length > 0) throw new UserError(problems);
}
