/** Text as a terminal shows it: its width in columns, and what a vendor's string may do to it. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const zeroWidthJoiner = "\u200d";
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const invisible = /^[\p{M}\p{Cf}]*$/u;
/** East Asian wide and full-width characters (half-width ones not), and what is drawn as a picture. */
const wide =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\ufe0f]/u;

/** More than a page is for; and to find the characters of a long text takes very long. */
const longest = 1000;

/**
 * A string of a vendor's made harmless: control characters, escape sequences, line breaks and marks
 * that turn the direction of writing around become a visible `�`; what is very long is cut.
 */
export function harmless(text: string): string {
  const start = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return start.replace(unsafe, (character) => (character === zeroWidthJoiner ? character : "�"));
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** The text when it fits, or else as much of it as fits with `…` at its end. */
export function shorten(text: string, columns: number): string {
  return widthOf(text) <= columns ? text : `${cut(text, columns - 1)}…`;
}

/** As much of the text as fits into so many columns, characters kept whole. */
function cut(text: string, columns: number): string {
  let kept = "";
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += graphemeWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return kept;
}

/** The text in lines of at most so many columns (2 or more): broken at spaces, long words at a hyphen or within. */
export function wrap(text: string, columns: number): string[] {
  if (widthOf(text) <= columns) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (widthOf(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (widthOf(line) > columns) {
      const whole = cut(line, columns);
      const head = whole.slice(0, whole.lastIndexOf("-") + 1) || whole;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

/** The text filled up with spaces to so many columns. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - widthOf(text)));
  return align === "left" ? text + space : space + text;
}
