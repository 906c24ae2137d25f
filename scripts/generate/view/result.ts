import type { Cursor } from "../contract/cursor.js";
import { referenceOf } from "../contract/sides.js";
import { compare, type Answer, type AnswerBody, type Operation } from "../contract/service.js";
import { code } from "./text.js";
import { markdownType, typeText } from "./type.js";

const kinds = { text: "string", bytes: "ArrayBuffer" } as const;

/** The root types that the operations' results refer to. */
export function resultImports(operations: readonly Operation[]): string[] {
  const names = operations.flatMap((operation) => bodies(operation).flatMap(rootName));
  return [...new Set(names)].sort(compare);
}

/** Whether a result has no root type, so that the code refers to its place in `operations`. */
export function hasUnnamedResult(operation: Operation): boolean {
  return bodies(operation).some((body) => body.kind === "json" && rootName(body).length === 0);
}

export function isSuccess(answer: Answer): boolean {
  return answer.status.startsWith("2");
}

/** How a 2xx is read: as `json` if any of them declares JSON, since an operation has one kind. */
export function resultOf(operation: Operation): {
  readonly kind: AnswerBody["kind"] | undefined;
  readonly schemas: readonly Cursor[];
  /** The `Accept` header; undefined for `application/json`. */
  readonly accept: string | undefined;
  /** Statuses without a declared body. */
  readonly bodiless: readonly number[];
} {
  const read = bodies(operation);
  const types = [...new Set(read.map((body) => body.mediaType))];
  const isDefault = types.every((type) =>
    /^(?:application\/json(?:; ?charset=.*)?|\*\/\*)$/i.test(type),
  );
  const without = successes(operation).filter(
    (answer) => !read.some((body) => body === answer.body),
  );
  return {
    kind: read[0]?.kind,
    schemas: read.map((body) => body.schema),
    accept: isDefault ? undefined : types.join(", "),
    bodiless:
      read.length === 0
        ? []
        : without.flatMap(({ status }) => (/^\d+$/.test(status) ? [Number(status)] : [])),
  };
}

/** Without a declared 2xx, `default` describes the success too. */
export function successes({ answers }: Operation): Answer[] {
  const declared = answers.filter(isSuccess);
  return declared.length > 0 ? declared : answers.filter(({ status }) => status === "default");
}

function bodies(operation: Operation): AnswerBody[] {
  const all = successes(operation).flatMap(({ body }) => body ?? []);
  const kind = (["json", "text", "bytes"] as const).find((each) =>
    all.some((body) => body.kind === each),
  );
  return all.filter((body) => body.kind === kind);
}

function rootName(body: AnswerBody): string[] {
  const name = body.kind === "json" ? referenceOf(body.schema.object()) : undefined;
  return name === undefined ? [] : [name];
}

/** One type per body that is read, and `undefined` if a status has none. */
function typesOf(
  operation: Operation,
  spell: (body: AnswerBody, answer: Answer) => string,
): string[] {
  const read = bodies(operation);
  const types = successes(operation).map((answer) =>
    answer.body && read.includes(answer.body) ? spell(answer.body, answer) : "undefined",
  );
  return types.length === 0 ? ["undefined"] : [...new Set(types)];
}

/** The result as the generated class spells it. */
export function resultType(operation: Operation): string {
  const spell = (body: AnswerBody, { status }: Answer): string => {
    if (body.kind !== "json") return kinds[body.kind];
    // The generated types have statuses as numbers.
    const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
    const at = `["responses"][${key}]["content"][${JSON.stringify(body.mediaType)}]`;
    return rootName(body)[0] ?? `operations[${JSON.stringify(operation.id)}]${at}`;
  };
  return typesOf(operation, spell).join(" | ");
}

/** The result as a signature on a page spells it. */
export function signatureResult(operation: Operation): string {
  const spell = (body: AnswerBody): string =>
    body.kind === "json" ? typeText(body.schema, true) : kinds[body.kind];
  return typesOf(operation, spell).join(" | ");
}

/** The result as Markdown, models linked. */
export function resultMarkdown(operation: Operation): string {
  const spell = (body: AnswerBody): string =>
    body.kind === "json"
      ? markdownType(body.schema, true)
      : `${code(kinds[body.kind])} (${code(body.mediaType)})`;
  return typesOf(operation, spell)
    .map((type) => (type === "undefined" ? code(type) : type))
    .join(" or ");
}

/** The result in a sentence of a comment. */
export function resultText(operation: Operation): string {
  const named = resultImports([operation]);
  if (named.length > 0) return named.map((name) => `{@link ${name}}`).join(" or ");
  const { kind } = resultOf(operation);
  return kind === "text" ? "the text" : kind === "bytes" ? "the bytes" : "the parsed response";
}
