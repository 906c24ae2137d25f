import { isObject, type Json, type JsonObject } from "../../common/json.js";
import type { Source } from "./source.js";
import { parseLocated } from "../../common/yaml.js";

type Path = readonly string[];

const MAX_LOCATED = 1024 * 1024;

/** The origin of each part of a combined document: its source, and the path to it. */
export interface Origin {
  readonly source: Source;
  /** The way to the source's document. */
  readonly at: Path;
}

const origins = new WeakMap<JsonObject, readonly Origin[]>();

/** Stores the data for {@link placeOf}: lines are looked up only for errors. */
export function remember(document: JsonObject, from: readonly Origin[]): void {
  origins.set(document, from);
}

/**
 * The place of a description's node in its source.
 * @param below the path from the node, as far as it exists
 * @returns `file:line: `, `file: ` for a large file, or an empty string if the node wasn't read from one
 */
export function placeOf(document: JsonObject, node: Json | undefined, below: Path = []): string {
  const path = isObject(node) || Array.isArray(node) ? pathTo(document, node) : undefined;
  if (path === undefined) return "";
  const whole = [...path, ...below];
  // The longest path first, since nested documents are nearer.
  const [origin] = (origins.get(document) ?? [])
    .filter(({ at }) => at.every((key, index) => key === whole[index]))
    .sort((a, b) => b.at.length - a.at.length);
  if (!origin) return "";
  const { name, text } = origin.source;
  const inSource = whole.slice(origin.at.length);
  // The parser that records lines takes too long for more.
  if (text.length > MAX_LOCATED) return `${name}: `;
  return `${parseLocated(text, name).at(inSource)}: `;
}

function pathTo(document: JsonObject, wanted: Json): Path | undefined {
  // A list instead of recursion, since the path can be deeper than the stack.
  const open: { node: Json; key: string; parent: number }[] = [
    { node: document, key: "", parent: -1 },
  ];
  const seen = new Set<Json>();
  for (let index = 0; index < open.length; index += 1) {
    const { node = null } = open[index] ?? {};
    if (node === wanted) {
      const path: string[] = [];
      for (let at = index; at > 0; at = open[at]?.parent ?? 0) path.unshift(open[at]?.key ?? "");
      return path;
    }
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [key, value] of Object.entries(node))
      if (typeof value === "object" && value !== null)
        open.push({ node: value, key, parent: index });
  }
  return undefined;
}
