import { namedFiles, readManifest } from "./manifest.js";
import { walk } from "./walk.js";

/**
 * Patterns, by the name of a package; `*` is for those that have none of their own, the vendors'. In a
 * pattern `*` stands for anything but a slash and `**` for folders; a last `?` says that there need be
 * no such file.
 */
export type ContentsList = Readonly<Record<string, readonly string[]>>;

/**
 * What a tarball holds, against the committed list: a file that no pattern allows, and a pattern of
 * one name that no file has.
 */
export function unlisted(name: string, files: readonly string[], list: ContentsList): string[] {
  const patterns = list[name] ?? list["*"] ?? [];
  const matchers = patterns.map(matcher);
  const stray = files.filter((file) => !matchers.some((matches) => matches.test(file)));
  const missing = patterns.filter((each) => !/[*?]/.test(each) && !files.includes(each));
  return [
    ...stray.map((file) => `${file} is not on the list of what the tarball holds`),
    ...missing.map((file) => `${file} is missing`),
  ];
}

function matcher(pattern: string): RegExp {
  const parts = pattern.replace(/\?$/, "").split(/(\*\*\/|\*)/);
  const expressions = parts.map((part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    return part === "*" ? "[^/]*" : part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${expressions.join("")}$`);
}

/** Scripts, declarations and sources that nothing leads to, and imports that lead nowhere. */
export function unreached(folder: string, files: readonly string[]): string[] {
  const named = namedFiles(readManifest(folder));
  const entries = new Set(named.flatMap((file) => madeWith(file, files)));
  const { files: reached, broken } = walk(folder, files, [...entries]);
  const code = files.filter((file) => /^(?:dist|src)\/.*\.[jt]s$/.test(file));
  return [
    ...named.filter((file) => !files.includes(file)).map((file) => `${file} is named, and missing`),
    ...code.filter((file) => !reached.has(file)).map((file) => `nothing leads to ${file}`),
    ...broken,
  ];
}

/** An entry in both module kinds, with declarations, and its source, where they are. */
function madeWith(entry: string, files: readonly string[]): string[] {
  const inner = /^dist\/(?:esm|cjs)\/(.+?)(?:\.d\.ts|\.js)$/.exec(entry)?.[1];
  if (inner === undefined) return files.filter((file) => file === entry);
  const built = ["esm", "cjs"].flatMap((kind) =>
    [".js", ".d.ts"].map((ending) => `dist/${kind}/${inner}${ending}`),
  );
  const sources = [`src/${inner}.ts`, `src/generated/${inner}.ts`];
  return [...built, ...sources].filter((file) => files.includes(file));
}
