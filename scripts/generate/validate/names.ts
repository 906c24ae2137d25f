import type { Cursor } from "../contract/cursor.js";
import { oneLine } from "../../common/user-error.js";
import { whyUnsafe } from "../../common/safe-pattern.js";

/** Why generated code, comments and pages can't contain a name; undefined if they can. */
type Rule = (text: string) => string | undefined;

/** Text that ends a string, a comment, a code span, a table cell, a template or a line, or is invisible. */
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

/** A value that is shown and sent unchanged: a member of an enum, a default, a prefix. */
export const value: Rule = (text) => {
  const found = breakIn(text);
  return found && `contains ${found}, which isn't allowed in generated code`;
};

/** A name on the wire that prose and comments contain too: a permission, a field of an error. */
export const plainName: Rule = (text) => unsafe(text) ?? value(text);

/** A parameter or a property: these characters are harmless in code's JSON and in pages' code spans. */
export const wireName: Rule = (text) => unsafe(text) ?? value(text.replace(/["'<]/g, "_"));

function unsafe(text: string): string | undefined {
  if (text.trim() !== text || text === "") return "is empty, or begins or ends with a space";
  if (text === "__proto__" || text === "hasOwnProperty")
    return "is not a name that an object can safely have";
  return undefined;
}

/** A plain name without spaces. */
export const word: Rule = (text) => (/\s/.test(text) ? "contains a space" : plainName(text));

/** A regular expression with exactly one group and without a backslash. */
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
    : "must begin with a capital and contain only letters and digits; rename it in vendor.yaml";

/** A name that becomes a method. */
export const methodName: Rule = (text) =>
  /^[a-z][A-Za-z0-9_]*$/.test(text)
    ? undefined
    : "must begin with a small letter and contain only letters and digits; rename it in vendor.yaml";

/** The name of a security scheme that openapi-generator accepts. */
export const schemeName: Rule = (text) =>
  /^[A-Za-z0-9._-]+$/.test(text)
    ? undefined
    : "must contain only letters, digits, `.`, `-` and `_`";

export const status: Rule = (text) =>
  /^(?:[1-5](?:\d\d|XX)|default)$/.test(text) ? undefined : "is not a status";

/** Includes encoded dots, which shorten an address too. */
const dotSegment = /(^|\/)(?:\.|%2e){1,2}(\/|$)/i;

export const pathTemplate: Rule = (text) => {
  if (!text.startsWith("/")) return "must begin with a `/`";
  if (/[\s?#]/.test(text)) return "contains a space, a `?` or a `#`";
  if (dotSegment.test(text)) return "contains a dot segment";
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ""))) return "contains an unclosed brace";
  if (text.includes("//")) return "contains an empty segment";
  return value(text);
};

export const server: Rule = (text) => {
  const found = breakIn(text);
  if (found) return `contains ${found}`;
  if (!URL.canParse(text) || /[{}\s]/.test(text))
    return "is not an address; variables are not supported";
  const url = new URL(text);
  if (url.protocol !== "https:") return "must begin with https://";
  // Even an empty query or fragment would include the paths after it.
  if (url.username || url.password || /[?#]/.test(text)) {
    return "must not have a user, query or fragment";
  }
  if (dotSegment.test(text)) return "contains a dot segment";
  return undefined;
};

/** Longer than any real name or enum value. */
const LONGEST = 1_000;

/** @throws {UserError} The name breaks the rule; the message has its place. */
export function checkName(at: Cursor, text: string, rule: Rule): void {
  const problem = text.length > LONGEST ? `is longer than ${LONGEST} characters` : rule(text);
  if (problem !== undefined) at.fail(`${JSON.stringify(oneLine(text, 60))} ${problem}`);
}
