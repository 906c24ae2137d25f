import { type Change, type Diff, LEVELS } from "./change.js";
import { brief } from "./brief.js";

const WIDTH = 80;

/** `file:line` of a JSON pointer, where the document was read from a file that has lines. */
export type LineOf = (pointer: string) => number | undefined;

/**
 * The changes for a terminal of 80 columns: the worst first, then the level of all.
 * @param lines of the old and the new document
 */
export function renderText(
  { level, changes }: Diff,
  lines?: { old: LineOf; new: LineOf },
): string[] {
  const sections = [...LEVELS].reverse().flatMap((each) => {
    const { shown, counted } = brief(changes.filter((change) => change.level === each));
    if (shown.length + counted.length === 0) return [];
    const items = shown.map((change) => `${plain(change.message)} [${sourceOf(change, lines)}]`);
    return [each, ...[...items, ...counted].flatMap((item) => wrap(item)), ""];
  });
  return [...sections, `level: ${level}`];
}

function sourceOf({ rule, location }: Change, lines?: { old: LineOf; new: LineOf }): string {
  const [old, now] = [lines?.old(location.old), lines?.new(location.new)];
  return old === undefined || now === undefined ? rule : `${rule}, line ${old} → ${now}`;
}

/** No name of a document may steer the terminal. */
function plain(message: string): string {
  return message.replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}

/** An item of a list; a word longer than a line is broken. */
function wrap(item: string): string[] {
  const words = item.split(" ").flatMap((word) => word.match(/.{1,76}/gsu) ?? []);
  const lines: string[] = [];
  let line = "-";
  for (const word of words) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ` `;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
