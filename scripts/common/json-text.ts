import { visit } from "jsonc-parser";

/** Deeper than any real description; code that walks one is recursive. */
export const MAX_DEPTH = 1_000;

/**
 * Finds mistakes that the built-in parser accepts: a duplicate key in an object, of which it uses the
 * last, and a number that it reads as Infinity.
 * @returns the first mistake and its line, if there is any
 */
export function mistakeIn(text: string): { line: number; problem: string } | undefined {
  /** The keys of each open object; empty for a list. */
  const open: Set<string>[] = [];
  let found: { line: number; problem: string } | undefined;
  const report = (line: number, problem: string): void => {
    found ??= { line: line + 1, problem };
  };
  const begin = (_: number, __: number, line: number): boolean => {
    if (open.push(new Set()) > MAX_DEPTH) report(line, "it is nested too deeply");
    return found === undefined;
  };
  const end = (): unknown => open.pop();
  try {
    visit(text, {
      ...{ onObjectBegin: begin, onArrayBegin: begin, onObjectEnd: end, onArrayEnd: end },
      onObjectProperty(key, offset, length, line) {
        if (open.at(-1)?.has(key))
          report(
            line,
            `the key ${text.slice(offset, offset + length)} is duplicated in one object`,
          );
        open.at(-1)?.add(key);
      },
      onLiteralValue(value, offset, length, line) {
        if (typeof value === "number" && !Number.isFinite(value))
          report(line, `the number ${text.slice(offset, offset + length)} is too large`);
      },
    });
  } catch (error) {
    // The library is recursive.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}
