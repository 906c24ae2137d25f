/** Deeper than any honest description; what walks one calls itself for each level. */
const MAX_DEPTH = 1_000;

/**
 * What the built-in parser lets pass in a JSON text that it has read: a key that stands twice in an
 * object, of which it takes the last.
 * @returns the first mistake and its line, if there is any
 */
export function mistakeIn(text: string): { line: number; problem: string } | undefined {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;
  // A set of keys for each open object; for an open list, none.
  const open: (Set<string> | undefined)[] = [];
  let keyIsNext = false;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [part] = token;
    const problem = ((): string | undefined => {
      if (part === "{" || part === "[") {
        open.push(part === "{" ? new Set() : undefined);
        if (open.length > MAX_DEPTH) return "it is nested too deeply";
      } else if (part === "}" || part === "]") {
        open.pop();
      } else if (part !== "," && keyIsNext) {
        const keys = open.at(-1);
        const key = JSON.parse(part) as string;
        if (keys?.has(key)) return `the key ${part} stands twice in one object`;
        keys?.add(key);
      }
      return undefined;
    })();
    if (problem !== undefined) return { line: lineOf(text, token.index), problem };
    keyIsNext = part === "{" || (part === "," && open.at(-1) !== undefined);
  }
  return undefined;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1))
    line += 1;
  return line;
}
