/** Terminal text: display width, wrapping, and escaping what a vendor sends. */

/** Created on first use: it costs more than the whole help text. */
let segmenter: Intl.Segmenter | undefined;
function graphemesOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
const zeroWidthJoiner = "\u200d";
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const invisible = /^[\p{M}\p{Cf}]*$/u;
/** East Asian wide and full-width characters, and emoji. */
const wide =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\ufe0f]/u;

/** Longer text is cut: segmenting it into graphemes is slow. */
const longest = 1000;

/**
 * Replaces control characters, escape sequences, line breaks and bidirectional marks with a visible `�`,
 * and cuts text over 1,000 characters, so that a vendor's string can't steer the terminal.
 */
export function sanitize(text: string): string {
  const start = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return start.replace(unsafe, (character) => (character === zeroWidthJoiner ? character : "�"));
}

/** Display width in columns. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Truncates to a display width, ending in `…`. */
export function truncate(text: string, columns: number): string {
  return widthOf(text) <= columns ? text : `${cut(text, columns - 1)}…`;
}

/** The longest prefix that fits, with graphemes kept whole. */
function cut(text: string, columns: number): string {
  let kept = "";
  let width = 0;
  for (const { segment } of graphemesOf(text)) {
    width += graphemeWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return kept;
}

/** Wraps at spaces; words longer than a line break at a hyphen, else anywhere. `columns` is 2 or more. */
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

/** Pads with spaces to a display width. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - widthOf(text)));
  return align === "left" ? text + space : space + text;
}
