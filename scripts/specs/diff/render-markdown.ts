import { brief } from "./brief.js";
import { type Change, type Diff, LEVELS } from "./change.js";

const HEADINGS = { major: "Breaking changes", minor: "New or wider", patch: "Not felt" } as const;

/**
 * The changes as a list for a changelog or a pull request, without a heading of its own; empty when
 * there are none.
 */
export function renderMarkdown({ changes }: Diff): string {
  const sections = [...LEVELS].reverse().flatMap((level) => {
    if (level === "none") return [];
    const mine = changes.filter((change) => change.level === level);
    return mine.length === 0 ? [] : [`**${HEADINGS[level]}**\n\n${listOf(mine)}\n`];
  });
  return sections.join("\n");
}

function listOf(changes: readonly Change[]): string {
  const { shown, counted } = brief(changes);
  const lines = shown.map(({ message, rule }) => `- ${escaped(message)}. (\`${rule}\`)`);
  return [...lines, ...counted.map((line) => `- ${line}.`)].join("\n");
}

/** Names in a contract may hold what Markdown or HTML would read; between backticks it does not. */
function escaped(message: string): string {
  return message
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<>*_[\]\\|#]/g, "\\$&")))
    .join("");
}
