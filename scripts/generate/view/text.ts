/** Prose is CommonMark from the overlay; these functions escape it for its place. */

const width = 94;

/** Plain lines for a comment block. A tag before them is a separate parameter: prose can't contain one. */
export function commentLines(prose: string, tag = ""): string[] {
  const lines = paragraphs(prose).flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [""]),
    ...paragraph
      .split("\n")
      .flatMap((line) => wrap(line.trim(), index === 0 ? tag.length + 1 : 0))
      .map((line) => line.replaceAll("*/", "*\\/").replace(/^@/, "\\@")),
  ]);
  if (tag === "") return lines;
  return [`${tag} ${lines[0] ?? ""}`.trim(), ...lines.slice(1).map((line) => `  ${line}`)];
}

/** One line of Markdown for a table cell. */
export function inline(prose: string): string {
  const flat = clean(prose).replace(/\s+/g, " ").trim();
  return escapePipes(outsideCode(flat, escapeInline));
}

/** Paragraphs of Markdown; headings, tables, rules, quotes and HTML are escaped, lists aren't. */
export function block(prose: string): string {
  return paragraphs(prose)
    .map((paragraph) =>
      paragraph
        .split("\n")
        .map((line) => outsideCode(line.trim(), (part) => escapePipes(escapeInline(part))))
        .map((line) => line.replace(/^(#{1,6}|=+$|-+$|-{3,}|>|\||`{3,}|~{3,})/, "\\$1"))
        .join("\n"),
    )
    .join("\n\n");
}

/** A validated name or value, as code in a table or a sentence. */
export function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** GitHub's anchor of a heading that is one identifier. */
export function anchor(heading: string): string {
  return heading.toLowerCase();
}

function paragraphs(prose: string): string[] {
  return clean(prose)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

function clean(prose: string): string {
  return prose.replace(/\r\n?/g, "\n").replace(/[^\P{C}\n]|[\u2028\u2029]/gu, " ");
}

/** Applies `change` outside code spans; an escaped backtick begins none. */
function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/((?<![`\\])(`+)(?!`)(?:.*?[^`])\2(?!`))/)
    .map((part, index) => (index % 3 === 0 ? change(part) : index % 3 === 1 ? part : ""))
    .join("");
}

function escapeInline(text: string): string {
  const marks = ["`", "!(?=\\[)", "\\[(?![^\\][]*\\]\\(https://[^\\s()]*\\))"];
  return marks.reduce(escapeMark, text.replaceAll("<", "&lt;"));
}

/** Escaped characters stay unchanged: a second backslash would cancel the first. */
function escapeMark(text: string, mark: string): string {
  return text.replace(new RegExp(`(\\\\*)${mark}`, "g"), (found, before: string) =>
    before.length % 2 === 1 ? found : `\\${found}`,
  );
}

function escapePipes(text: string): string {
  return escapeMark(text, "\\|");
}

function wrap(line: string, taken: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/ +/)) {
    const room = width - (lines.length === 0 ? taken : 2);
    if (current !== "" && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
