import { groupBy } from "../compare/sides.js";
import { escapeText } from "./markdown.js";
import { type Change, type Diff, LEVELS } from "./level.js";

const HEADINGS = {
  major: "Breaking changes",
  minor: "Additions",
  patch: "No visible change",
} as const;
/** More patches of one rule are counted instead of listed. */
const MAX_PATCHES = 5;
const WIDTH = 80;

/** `file:line` of a JSON pointer, where the document was read from a file that has lines. */
export type LineOf = (pointer: string) => number | undefined;

/** The changes as Markdown for a changelog or a pull request; empty when there are none. */
export function renderMarkdown({ changes }: Diff): string {
  const sections = sectionsOf(changes).map(({ level, shown, counted }) => {
    const lines = shown.map(({ message, rule }) => `- ${escapeText(message)}. (\`${rule}\`)`);
    const all = [...lines, ...counted.map((line) => `- ${line}.`)];
    return `**${HEADINGS[level]}**\n\n${all.join("\n")}\n`;
  });
  return sections.join("\n");
}

/**
 * The changes for a terminal of 80 columns: the worst first, then the level of all.
 * @param lines of the old and the new document
 */
export function renderText(
  { level, changes, notices = [] }: Diff,
  lines?: { old: LineOf; new: LineOf },
): string[] {
  const sections = sectionsOf(changes).flatMap(({ level: each, shown, counted }) => {
    const items = shown.map((change) => `${plain(change.message)} [${sourceOf(change, lines)}]`);
    return [each, ...[...items, ...counted].flatMap(wrap), ""];
  });
  const about = notices.length > 0 ? ["notices", ...notices.map(plain).flatMap(wrap), ""] : [];
  return [...sections, ...about, `level: ${level}`];
}

/** By level, the worst first, with lines that count patches of the same rule. */
function sectionsOf(changes: readonly Change[]) {
  const byRule = groupBy(changes, ({ rule }) => rule);
  const isCounted = ({ level, rule }: Change): boolean =>
    level === "patch" && (byRule.get(rule) ?? []).length > MAX_PATCHES;
  return [...LEVELS].reverse().flatMap((level) => {
    const mine = changes.filter((change) => change.level === level);
    if (level === "none" || mine.length === 0) return [];
    const rules = new Set(mine.filter(isCounted).map(({ rule }) => rule));
    const counted = [...rules].map((rule) => `${byRule.get(rule)?.length} places of ${rule}`);
    return [{ level, shown: mine.filter((change) => !isCounted(change)), counted }];
  });
}

function sourceOf({ rule, location }: Change, lines?: { old: LineOf; new: LineOf }): string {
  const [old, now] = [lines?.old(location.old), lines?.new(location.new)];
  return old === undefined || now === undefined ? rule : `${rule}, line ${old} → ${now}`;
}

/** Names from a document must not control the terminal. */
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
      line = " ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
