/** A repeat without an end. */
const ENDLESS = /^(?:[*+]|\{\d+,\})/;

/**
 * Whether a regular expression may take for ever over a long text: it repeats without end what itself
 * repeats without end, as `(a+)+` does. What begins with a sign of its own, as `(-[a-z]+)*` does, can
 * be split in one way only, and is let pass.
 */
export function mayRunForever(pattern: string): boolean {
  // For each open group: where it begins, and whether something in it repeats without end.
  const open: { start: number; repeats: boolean }[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === "\\") index += 1;
    else if (character === "[") index = endOfClass(pattern, index);
    else if (character === "(") open.push({ start: index, repeats: false });
    else if (ENDLESS.test(pattern.slice(index, index + 20))) {
      const group = open.at(-1);
      if (group) group.repeats = true;
    } else if (character === ")") {
      const { start, repeats } = open.pop() ?? { start: index, repeats: false };
      const again = ENDLESS.test(pattern.slice(index + 1, index + 21));
      if (again && repeats && !beginsWithSign(pattern.slice(start, index))) return true;
      const outer = open.at(-1);
      if (outer && repeats) outer.repeats = true;
    }
  }
  return false;
}

function beginsWithSign(group: string): boolean {
  return /^\((?:\?:)?(?:[-_/:;,@ ]|\\[-./])(?![*+?{])/.test(group) && !group.includes("|");
}

function endOfClass(pattern: string, start: number): number {
  for (let index = start + 1; index < pattern.length; index += 1) {
    if (pattern[index] === "\\") index += 1;
    else if (pattern[index] === "]") return index;
  }
  return pattern.length;
}
