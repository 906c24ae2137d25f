import type { Cursor } from "../contract/cursor.js";
import { referenceOf } from "../contract/sides.js";
import { compare, type Answer, type Operation } from "../contract/service.js";
import { code } from "./text.js";
import { markdownType } from "./type.js";

const response = { models: "models/", open: true };

/** The root types that the operations' results name. */
export function resultImports(operations: readonly Operation[]): string[] {
  const names = operations.flatMap((operation) => successes(operation).map(rootName));
  return [...new Set(names.filter((name) => name !== undefined))].sort(compare);
}

/** Whether a result cannot be named by a root type. */
export function hasUnnamedResult(operation: Operation): boolean {
  return successes(operation).some((answer) => answer.json && rootName(answer) === undefined);
}

export function isSuccess(answer: Answer): boolean {
  return answer.status.startsWith("2");
}

export function successes(operation: Operation): Answer[] {
  return operation.answers.filter(isSuccess);
}

function rootName(answer: Answer): string | undefined {
  const schema = answer.json?.schema;
  return schema && referenceOf(schema.object());
}

export function resultType(operation: Operation): string {
  const types = successes(operation).map((answer) => {
    if (!answer.json) return "undefined";
    const at = [
      operation.id,
      "responses",
      statusKey(answer.status),
      "content",
      answer.json.mediaType,
    ];
    return (
      rootName(answer) ??
      `operations${at.map((key) => `[${typeof key === "string" ? JSON.stringify(key) : key}]`).join("")}`
    );
  });
  return types.length === 0 ? "undefined" : [...new Set(types)].join(" | ");
}

/** The generated types know a status as a number. */
function statusKey(status: string): string | number {
  return /^\d+$/.test(status) ? Number(status) : status;
}

/** The result as a signature on a page spells it. */
export function signatureResult(operation: Operation): string {
  return (
    [
      ...new Set(
        successes(operation).map((answer) =>
          answer.json ? plain(answer.json.schema) : "undefined",
        ),
      ),
    ].join(" | ") || "undefined"
  );
}

/** A type as Markdown code has it, without the links. */
function plain(schema: Cursor): string {
  return markdownType(schema, response)
    .replace(/\[(\w+)\]\([^)]*\)/g, "$1")
    .replace(/`/g, "")
    .replaceAll("\\|", "|");
}

/** The result as Markdown, models linked. */
export function resultMarkdown(operation: Operation): string {
  const types = successes(operation).map((answer) =>
    answer.json ? markdownType(answer.json.schema, response) : code("undefined"),
  );
  return [...new Set(types)].join(" or ") || code("undefined");
}

/** The result in a sentence of a comment. */
export function resultText(operation: Operation): string {
  const named = resultImports([operation]);
  return named.length > 0
    ? named.map((name) => `{@link ${name}}`).join(" or ")
    : "the parsed answer";
}
