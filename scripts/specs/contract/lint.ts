import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hideInherited, showInherited } from "../../common/inherited.js";
import { walk } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { parseDescription } from "../../common/yaml.js";

/**
 * Lints contracts with redocly, by the repository's redocly.yaml.
 * @param contracts each with its path in messages
 * @throws {UserError} with a line for every error and warning
 */
export async function lint(
  root: string,
  contracts: readonly { readonly path: string; readonly text: string }[],
): Promise<void> {
  // Imported when it's needed: loading it takes longer than a lint.
  const { createConfig, lintFromString } = await import("@redocly/openapi-core");
  const config = await createConfig(await readFile(join(root, "redocly.yaml"), "utf8"));
  const problems: string[] = [];
  for (const { path, text } of contracts) {
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
