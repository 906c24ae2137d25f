/** Deeper than any real description; code that walks one is recursive. */
export const MAX_DEPTH = 1_000;

/**
 * Finds mistakes that the built-in parser accepts: a duplicate key in an object, of which it uses the
 * last, and a number that it reads as Infinity.
 * @returns the first mistake and its line, if there is any
 */
export function mistakeIn(text: string): { line: number; problem: string } | undefined {
  // A set of keys for each open object; undefined for an open list.
  const open: (Set<string> | undefined)[] = [];
  let keyIsNext = false;
  for (const { at, part } of tokensOf(text)) {
    const problem = ((): string | undefined => {
      if (part === "{" || part === "[") {
        open.push(part === "{" ? new Set() : undefined);
        if (open.length > MAX_DEPTH) return "it is nested too deeply";
      } else if (part === "}" || part === "]") {
        open.pop();
      } else if (!part.startsWith('"')) {
        if (part !== "," && !Number.isFinite(Number(part)))
          return `the number ${part} is too large`;
      } else if (keyIsNext) {
        const keys = open.at(-1);
        const key = JSON.parse(part) as string;
        if (keys?.has(key)) return `the key ${part} is duplicated in one object`;
        keys?.add(key);
      }
      return undefined;
    })();
    if (problem !== undefined) return { line: text.slice(0, at).split("\n").length, problem };
    keyIsNext = part === "{" || (part === "," && open.at(-1) !== undefined);
  }
  return undefined;
}

/**
 * The parts of a JSON text that the built-in parser has read: brackets, commas, texts and numbers.
 * Texts are found without a regular expression, which would overflow the stack on many megabytes.
 */
function* tokensOf(text: string) {
  const next = /["{}[\],]|-?\d[\d.eE+-]*/g;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    let [part] = match;
    if (part === '"') {
      part = text.slice(match.index, endOfText(text, match.index));
      next.lastIndex = match.index + part.length;
    }
    yield { at: match.index, part };
  }
}

/** The offset after the closing quote of the string that begins at `offset`. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}
