/** Text from a description as a code span: HTML, mentions and Markdown in it have no effect. */
export function code(text: string): string {
  return `\`${text.replace(/[\r\n`]+/g, " ").trim() || " "}\``;
}

/**
 * Text that can contain names from a description, for use in a sentence. Code spans stay as they are;
 * elsewhere Markdown and HTML are escaped, and a mention notifies nobody.
 */
export function escapeText(text: string): string {
  return text
    .split(/(`[^`\n]*`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/[\\<>&*_[\]|#~`]/g, "\\$&").replace(/@(?=\w)/g, "@\u200b"),
    )
    .join("");
}

/** A code block whose fence is longer than any run of backticks in the text. */
export function codeBlock(text: string, language: string, maximum: number): string {
  const shown =
    text.length > maximum ? `${text.slice(0, maximum)}\n… ${text.length} characters in all` : text;
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${shown.trimEnd()}\n${fence}`;
}

/** A list of at most 50 lines, with the number of those left out. */
export function list(lines: readonly string[]): string {
  const shown = lines.slice(0, 50).map((line) => `- ${line}`);
  if (lines.length > 50) shown.push(`- … and ${lines.length - 50} more`);
  return shown.join("\n");
}
