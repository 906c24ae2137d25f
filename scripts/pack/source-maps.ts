import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";

/** Of the names in a script that its map has a place for, how many have to stand at that place. */
const leastAgreeing = 0.5;

/** Not every tool writes `sourceRoot`. */
type Payload = Omit<SourceMapPayload, "sourceRoot"> & Partial<SourceMapPayload>;

/** What was found at the places that a map gives. */
interface Places {
  /** Names of the script that have a place. */
  readonly compared: number;
  /** Those that stand there as well. */
  readonly agreeing: number;
  readonly problems: readonly string[];
}

/**
 * Each script has a map; each source that a map names is in the tarball; each place that it gives is
 * there; and the names that stand in the scripts stand there as well, but for those that were made.
 */
export function mapProblems(folder: string, files: readonly string[]): string[] {
  // A bundle for browsers is of others' sources for the most part, which no tarball of ours holds.
  const scripts = files.filter((file) => /^dist\/(?!browser\/).*\.[cm]?js$/.test(file));
  const each = scripts.map((script) => placesOf(folder, files, script));
  const sum = (count: "compared" | "agreeing"): number =>
    each.reduce((total, places) => total + places[count], 0);
  const problems = each.flatMap((places) => places.problems);
  if (sum("agreeing") < leastAgreeing * sum("compared") || sum("compared") === 0) {
    problems.push(
      `of ${sum("compared")} names, ${sum("agreeing")} stand where the source maps say`,
    );
  }
  return problems;
}

function placesOf(folder: string, files: readonly string[], script: string): Places {
  const wrong = (problem: string): Places => ({ compared: 0, agreeing: 0, problems: [problem] });
  const text = readFileSync(path.join(folder, script), "utf8");
  const named = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text)?.[1];
  if (named === undefined) return wrong(`${script} names no source map`);
  const map = path.posix.join(path.posix.dirname(script), named);
  if (!files.includes(map)) return wrong(`${script}: ${map} is missing`);
  const payload = JSON.parse(readFileSync(path.join(folder, map), "utf8")) as Payload;
  const sources = new Map<string, string[]>();
  for (const source of payload.sources) {
    const file = path.posix.join(path.posix.dirname(map), payload.sourceRoot ?? "", source);
    if (!files.includes(file)) return wrong(`${map}: its source ${file} is missing`);
    sources.set(source, readFileSync(path.join(folder, file), "utf8").split("\n"));
  }
  return compare(map, text, new SourceMap({ sourceRoot: "", ...payload }), sources);
}

function compare(
  file: string,
  text: string,
  map: SourceMap,
  sources: ReadonlyMap<string, readonly string[]>,
): Places {
  let compared = 0;
  let agreeing = 0;
  /** By source: one says enough. */
  const problems = new Map<string, string>();
  for (const [line, content] of text.split("\n").entries()) {
    for (const { 0: name, index } of content.matchAll(/[A-Za-z_$][\w$]*/g)) {
      const entry = map.findEntry(line, index);
      // Else the place is that of something before it.
      if (!("originalSource" in entry)) continue;
      if (entry.generatedLine !== line || entry.generatedColumn !== index) continue;
      const { originalSource, originalLine, originalColumn } = entry;
      const original = sources.get(originalSource)?.[originalLine];
      if (original === undefined || originalColumn > original.length) {
        const place = `${originalLine + 1}:${originalColumn + 1}`;
        problems.set(originalSource, `${file}: ${originalSource} has no ${place}`);
        continue;
      }
      compared += 1;
      if (original.startsWith(name, originalColumn)) agreeing += 1;
    }
  }
  return { compared, agreeing, problems: [...problems.values()] };
}
