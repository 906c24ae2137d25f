import { readFileSync } from "node:fs";
import { LineCounter, parseDocument, type Document } from "yaml";
import { oneLine, UserError } from "../../common/user-error.js";
import { Cursor, type Source } from "./cursor.js";
import { isObject, type Json } from "../../common/json.js";

/**
 * Reads a contract.
 * @throws {UserError} The file is missing, is not YAML, or is not an OpenAPI 3.1 document.
 */
export function readContract(path: string, file: string): Cursor {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(
      `${file}: cannot be read (${reason(error)}); write it with: npm run specs -- sync`,
    );
  }
  return parseContract(text, file);
}

export function parseContract(text: string, file: string): Cursor {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const at = lines.linePos(error.pos[0]);
    throw new UserError(
      `${file}:${at.line}: not valid YAML: ${oneLine(error.message.split("\n")[0] ?? "")}`,
    );
  }
  let value: Json;
  try {
    value = document.toJS({ maxAliasCount: 100 }) as Json;
  } catch (error) {
    throw new UserError(`${file}: not valid YAML: ${reason(error)}`);
  }
  const root = new Cursor(
    { file, document: value, lineOf: lineFinder(document, lines) },
    [],
    value,
  );
  if (!isObject(value)) root.fail("is not an OpenAPI document: it holds no object");
  const version = root.get("openapi").text();
  if (!version.startsWith("3.1."))
    root.get("openapi").fail(`is "${oneLine(version, 20)}", and must be 3.1`);
  return root;
}

function lineFinder(document: Document, lines: LineCounter): Source["lineOf"] {
  return (pointer) => {
    // The nearest enclosing place that the document has; list positions are numbers there.
    for (let length = pointer.length; length > 0; length -= 1) {
      const keys = pointer.slice(0, length);
      const node: unknown = document.getIn(
        keys.map((key) => (/^\d+$/.test(key) && !document.hasIn(keys) ? Number(key) : key)),
        true,
      );
      if (
        typeof node === "object" &&
        node !== null &&
        "range" in node &&
        Array.isArray(node.range)
      ) {
        const [start] = node.range as unknown[];
        if (typeof start === "number") return lines.linePos(start).line;
      }
    }
    return undefined;
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code ?? oneLine(error.message);
}
