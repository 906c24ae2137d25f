import ts from "typescript";
import type { Cursor } from "./contract/cursor.js";

/** Exports of openapi-typescript besides the schemas, which users can import. */
const own = new Map([
  ["paths", "Operations by path and method, for `rawClient`."],
  ["components", "The contract's schemas by name."],
  ["operations", "Parameters, bodies and responses by operation id."],
]);

/**
 * Adds the docstring that an editor shows to an exported type: openapi-typescript writes it only at the
 * schema, not at the exported name.
 */
export function documentType(node: ts.Node, document: Cursor): void {
  const text = descriptionOf(node, document);
  if (text === undefined) return;
  const lines = text.replaceAll("*/", "*\\/").split(/\r?\n/);
  const comment = lines.length === 1 ? `* ${lines[0]} ` : `*\n * ${lines.join("\n * ")}\n `;
  ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
}

function descriptionOf(node: ts.Node, document: Cursor): string | undefined {
  if (ts.isInterfaceDeclaration(node)) return own.get(node.name.text);
  if (!ts.isTypeAliasDeclaration(node)) return undefined;
  const schema = document.get("components").get("schemas").find(node.name.text);
  return schema?.optionalText("description");
}
