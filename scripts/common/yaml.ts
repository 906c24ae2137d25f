import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
  visit,
  type YAMLParseError,
} from "yaml";
import { type Json, type JsonObject, isObject, parseJson } from "./json.js";
import { mistakeIn } from "./json-text.js";
import { UserError } from "./user-error.js";
import { excessOf } from "./weight.js";

/** Enough for one response shared by thousands of operations; an alias bomb needs far more. */
const MAX_ALIASES = 10_000;
/** The parser takes forty times as much memory; larger descriptions are published as JSON. */
const MAX_YAML = 16 * 1024 * 1024;
const MAX_JSON = 48 * 1024 * 1024;
/** Bounds on nodes: the largest description known has 130,000 in YAML and 620,000 in JSON. */
const MAX_YAML_NODES = 400_000;
const MAX_JSON_NODES = 3_000_000;

/** A document and the lines of its parts. */
export type Located = ReturnType<typeof parseLocated>;
type Path = readonly (string | number)[];

/**
 * Reads YAML, or JSON, whose root is an object.
 * @throws {UserError} naming file and line if the text can't be read
 */
export function parseLocated(text: string, file: string) {
  const lines = new LineCounter();
  const document = readYaml(text, file, lines);
  const value = valueOf(document, file);
  /** The line of the innermost part of `path` that exists. */
  const lineOf = (path: Path): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(document, path.slice(0, length));
      if (offset !== undefined) return lines.linePos(offset).line;
    }
    return undefined;
  };
  /** `file:line` of the innermost part of `path` that exists. */
  const at = (path: Path): string => `${file}:${lineOf(path) ?? 1}`;
  return { value, lineOf, at };
}

/**
 * Reads a description. The built-in parser reads JSON, since it is far faster on megabytes; if it
 * fails, the YAML parser reports the line of the error. YAML merge keys (`<<`) are supported.
 * @throws {UserError} naming file and line if the text can't be read
 */
export function parseDescription(text: string, file: string): JsonObject {
  if (/^\uFEFF?\s*\{/.test(text)) {
    checkSize(text, file, "JSON", MAX_JSON, MAX_JSON_NODES);
    const value = parseJson(text.replace(/^\uFEFF/, ""));
    if (isObject(value)) {
      const mistake = mistakeIn(text);
      if (mistake) throw new UserError(`${file}:${mistake.line}: ${mistake.problem}`);
      return value;
    }
  }
  return valueOf(readYaml(text, file, new LineCounter(), { merge: true }), file);
}

/** YAML as every file of ours is written: no aliases, no folded lines. */
export function toYaml(value: JsonObject): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Replaces the parser's messages, and reports what it would misread. */
function readYaml(
  text: string,
  file: string,
  lineCounter: LineCounter,
  options: { merge?: boolean } = {},
): Document.Parsed {
  if (!text.trim()) throw new UserError(`${file}:1: the file is empty`);
  if (/^\uFEFF?\s*</.test(text)) {
    throw new UserError(`${file}:1: this is a web page or XML, not YAML or JSON`);
  }
  checkSize(text, file, "YAML", MAX_YAML, MAX_YAML_NODES);
  // Keys are compared here: the parser compares each with each.
  const document = parseDocument(text, { ...options, lineCounter, uniqueKeys: false });
  if (document.errors.length === 0) {
    const mistake = mistakeInNodes(document);
    const line = mistake?.node.range && lineCounter.linePos(mistake.node.range[0]).line;
    if (mistake) throw new UserError(`${file}:${line ?? 1}: ${mistake.problem}`);
  }
  return document;
}

/** Rejects a text that would take more memory than a small machine has, before it is parsed. */
function checkSize(
  text: string,
  file: string,
  format: string,
  maxCharacters: number,
  maxNodes: number,
): void {
  if (text.length > maxCharacters)
    throw new UserError(`${file}: it is larger than ${maxCharacters} characters of ${format}`);
  const starts = format === "YAML" ? ",[{\n" : ",[{";
  let nodes = 0;
  for (const character of text) {
    if (starts.includes(character)) nodes += 1;
    if (nodes > maxNodes)
      throw new UserError(`${file}: it has more than ${maxNodes} nodes of ${format}`);
  }
}

interface Mistake {
  readonly node: Node;
  readonly problem: string;
}

/** Mistakes that the parser accepts, and input that would take it too long. */
function mistakeInNodes(document: Document.Parsed): Mistake | undefined {
  const anchors = new Set<string>();
  let marks = 0;
  let found: Mistake | undefined;
  visit(document, {
    Node(_, node) {
      found = mistakeAt(node, anchors);
      if (isAlias(node) || node.anchor !== undefined) marks += 1;
      if (marks > MAX_ALIASES) found ??= { node, problem: "it has too many YAML aliases" };
      return found && visit.BREAK;
    },
  });
  return found;
}

/** @param anchors of the nodes before this one; its own is added */
function mistakeAt(node: Node, anchors: Set<string>): Mistake | undefined {
  if (isAlias(node))
    return anchors.has(node.source)
      ? undefined
      : { node, problem: `there is no anchor &${node.source} before it` };
  if (node.anchor !== undefined) anchors.add(node.anchor);
  if (isScalar(node))
    return typeof node.value === "number" && !Number.isFinite(node.value)
      ? { node, problem: `the number ${node.source ?? ""} is not finite` }
      : undefined;
  const keys = new Set<string>();
  for (const { key } of isMap<Node>(node) ? node.items : []) {
    // A merge key can occur more than once.
    if (!isScalar(key) || typeof key.value === "symbol" || key.value === "<<") continue;
    // In the resulting object, 200 and "200" are the same key.
    const name = String(key.value);
    if (keys.has(name))
      return { node: key, problem: `the key ${JSON.stringify(name)} is duplicated in one object` };
    keys.add(name);
  }
  return undefined;
}

function problemIn(error: Pick<YAMLParseError, "code" | "message">): string {
  if (error.code === "MULTIPLE_DOCS") return "expected one YAML document";
  if (error.message.includes("call stack")) return "it is nested too deeply";
  return error.message.split(" at line")[0] ?? error.code;
}

function valueOf(document: Document.Parsed, file: string): JsonObject {
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    throw new UserError(`${file}:${line}: ${problemIn(error)}`);
  }
  // Aliases share one object: `excessOf` measures what they expand to.
  const value = document.toJS({ maxAliasCount: -1 }) as Json;
  const excess = excessOf(value);
  if (excess !== undefined) throw new UserError(`${file}:1: ${excess}`);
  if (!isObject(value)) throw new UserError(`${file}:1: expected an object with keys`);
  return value;
}

function offsetOf(document: Document.Parsed, path: Path): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap<Node>(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  const node = pair?.key ?? document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
