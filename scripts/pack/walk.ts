import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface Walked {
  /** Every file that is reached, by path from the package's folder. */
  readonly files: ReadonlySet<string>;
  /** What is imported from elsewhere, as it is spelled, and a file that does. */
  readonly foreign: ReadonlyMap<string, string>;
  /** Imports that lead to nothing the package holds. */
  readonly broken: readonly string[];
}

/**
 * Follows the imports of a package as it is packed.
 * @param folder where it is unpacked
 * @param held what it holds, by path from there
 * @param entries what others can load of it
 */
export function walk(folder: string, held: readonly string[], entries: readonly string[]): Walked {
  const files = new Set<string>();
  const foreign = new Map<string, string>();
  const broken: string[] = [];
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    if (!/\.[jt]s$/.test(file)) continue;
    for (const specifier of importsOf(readFileSync(path.join(folder, file), "utf8"))) {
      if (!specifier.startsWith(".")) {
        foreign.set(specifier, file);
        continue;
      }
      const target = path.posix.join(path.posix.dirname(file), aimed(specifier, file));
      if (held.includes(target)) open.push(target);
      else broken.push(`${file} imports ${specifier}`);
    }
  }
  return { files, foreign, broken };
}

function importsOf(text: string): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

/** A declaration names the script that it declares; so does a source. */
function aimed(specifier: string, from: string): string {
  if (from.endsWith(".d.ts")) return specifier.replace(/\.js$/, ".d.ts");
  return from.endsWith(".ts") ? specifier.replace(/\.js$/, ".ts") : specifier;
}
