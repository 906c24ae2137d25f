import { readFileSync } from "node:fs";
import { messageOf, oneLine, UserError } from "../../common/user-error.js";
import { parseLocated } from "../../common/yaml.js";
import { Cursor } from "./cursor.js";

/**
 * Reads a contract.
 * @throws {UserError} The file is missing, is not YAML, or is not an OpenAPI 3.1 document.
 */
export function readContract(path: string, file: string): Cursor {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
    throw new UserError(`${file}: cannot be read (${code}); write it with: npm run specs -- sync`);
  }
  return parseContract(text, file);
}

export function parseContract(text: string, file: string): Cursor {
  const { value, lineOf } = parseLocated(text, file);
  const root = Cursor.root(value, file, lineOf);
  const version = root.get("openapi").text();
  if (!version.startsWith("3.1."))
    root.get("openapi").fail(`is "${oneLine(version, 20)}", and must be 3.1`);
  return root;
}
