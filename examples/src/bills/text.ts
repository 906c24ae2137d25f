/** Text as a terminal shows it: its width in columns, and what a vendor's string may do to it. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const zeroWidthJoiner = "\u200d";
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const invisible = /^[\p{M}\p{Cf}]*$/u;
/** East Asian wide and full-width characters (half-width ones not), and what is drawn as a picture. */
const wide =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\ufe0f]/u;

/**
 * A string of a vendor's made harmless: control characters, escape sequences, line breaks and marks
 * that turn the direction of writing around become a visible `�`.
 */
export function harmless(text: string): string {
  return text.replace(unsafe, (character) => (character === zeroWidthJoiner ? character : "�"));
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
    const pieces = split(word, columns);
    line = pieces.pop() ?? "";
    for (const piece of pieces) lines.push(piece);
  }
  return [...lines, line];
}

/** A word in pieces that fit. Goes through it once: a vendor's word may be a megabyte long. */
function split(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let width = 0;
  for (const { segment } of graphemes.segment(word)) {
    const added = graphemeWidth(segment);
    while (width + added > columns) {
      const head = piece.slice(0, piece.lastIndexOf("-") + 1) || piece;
      pieces.push(head);
      piece = piece.slice(head.length);
      width = widthOf(piece);
    }
    piece += segment;
    width += added;
  }
  return [...pieces, piece];
}

/** The text filled up with spaces to so many columns. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - widthOf(text)));
  return align === "left" ? text + space : space + text;
}
