import type { Cursor } from "../contract/cursor.js";
import { oneLine } from "../../common/user-error.js";
import { whyUnsafe } from "../../common/safe-pattern.js";

/** Why a name cannot stand where generated code, comments and pages put it; undefined: it can. */
type Rule = (text: string) => string | undefined;

/** What ends a string, a comment, a code span, a table cell, a template or a line, or hides in one. */
const breaks: readonly (readonly [RegExp, string])[] = [
  [/[\p{Cc}\p{Zl}\p{Zp}]/u, "a line break or control character"],
  [/\p{C}/u, "an invisible character"],
  [/["'`]/, "a quote"],
  [/\\/, "a backslash"],
  [/\|/, "a `|`"],
  [/</, "a `<`"],
  [/\$\{/, "`${`"],
  [/\*\/|\/\*/, "a comment's mark"],
];

function breakIn(text: string): string | undefined {
  return breaks.find(([pattern]) => pattern.test(text))?.[1];
}

/** A value that is shown and sent as it is: a member of an enum, a default, a prefix. */
export const value: Rule = (text) => {
  const found = breakIn(text);
  return found && `holds ${found}, which cannot stand in generated code`;
};

/** A name on the wire that also stands in prose and comments: a permission, a field of an error. */
export const plainName: Rule = (text) => unsafe(text) ?? value(text);

/** A parameter or a property: code has it as JSON, pages as a code span, where these mean nothing. */
export const wireName: Rule = (text) => unsafe(text) ?? value(text.replace(/["'<]/g, "_"));

function unsafe(text: string): string | undefined {
  if (text.trim() !== text || text === "") return "is empty, or begins or ends with a space";
  if (text === "__proto__" || text === "hasOwnProperty")
    return "is not a name that an object can safely hold";
  return undefined;
}

/** A plain name without spaces. */
export const word: Rule = (text) => (/\s/.test(text) ? "holds a space" : plainName(text));

/** A regular expression that says what it looks for in its one group, without a backslash. */
export const oneGroup: Rule = (text) => {
  const why = whyUnsafe(text, "");
  if (why !== undefined) return `${why}; use a regular expression with one group`;
  // With an empty alternative it always matches; the result's length shows the number of groups.
  if (new RegExp(`${text}|`).exec("")?.length === 2) return wireName(text);
  return "is not a regular expression with one group";
};

export const headerName: Rule = (text) =>
  /^[A-Za-z0-9_-]+$/.test(text) ? undefined : "is not the name of a header";

export const environmentName: Rule = (text) =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? undefined : "is not the name of an environment variable";

export const mediaType: Rule = (text) =>
  /^[\w.+-]+\/[\w.+-]+(?:; ?[\w-]+=[\w.-]+)*$/.test(text) ? undefined : "is not a media type";

/** A name that becomes a type or a class. */
export const typeName: Rule = (text) =>
  /^[A-Z][A-Za-z0-9]*$/.test(text)
    ? undefined
    : "must begin with a capital and hold letters and digits only; rename it in vendor.yaml";

/** A name that becomes a method. */
export const methodName: Rule = (text) =>
  /^[a-z][A-Za-z0-9_]*$/.test(text)
    ? undefined
    : "must begin with a small letter and hold letters and digits only; rename it in vendor.yaml";

/** The name of a security scheme, as openapi-generator takes it. */
export const schemeName: Rule = (text) =>
  /^[A-Za-z0-9._-]+$/.test(text) ? undefined : "must hold letters, digits, `.`, `-` and `_` only";

export const status: Rule = (text) =>
  /^(?:[1-5](?:\d\d|XX)|default)$/.test(text) ? undefined : "is not a status";

/** A dot may be encoded: an address is shortened by it all the same. */
const dotSegment = /(^|\/)(?:\.|%2e){1,2}(\/|$)/i;

export const pathTemplate: Rule = (text) => {
  if (!text.startsWith("/")) return "must begin with a `/`";
  if (/[\s?#]/.test(text)) return "holds a space, a `?` or a `#`";
  if (dotSegment.test(text)) return "holds a dot segment";
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ""))) return "holds a brace that no other closes";
  if (text.includes("//")) return "holds an empty segment";
  return value(text);
};

export const server: Rule = (text) => {
  const found = breakIn(text);
  if (found) return `holds ${found}`;
  if (!URL.canParse(text) || /[{}\s]/.test(text))
    return "is not an address; variables are not supported";
  const url = new URL(text);
  if (url.protocol !== "https:") return "must begin with https://";
  // An empty query or fragment, too, would swallow the paths behind it.
  if (url.username || url.password || /[?#]/.test(text)) {
    return "must hold no user, query or fragment";
  }
  if (dotSegment.test(text)) return "holds a dot segment";
  return undefined;
};

/** Longer than any honest name, or value of an enum. */
const LONGEST = 1_000;

/** @throws {UserError} The name breaks the rule; the line says where it stands. */
export function checkName(at: Cursor, text: string, rule: Rule): void {
  const problem = text.length > LONGEST ? `is longer than ${LONGEST} characters` : rule(text);
  if (problem !== undefined) at.fail(`${JSON.stringify(oneLine(text, 60))} ${problem}`);
}
