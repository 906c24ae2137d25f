import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { block, commentLines, inline } from "./text.js";

/** Prose with frequent characters that could end its surroundings. */
const mark = fc.constantFrom(
  ...["\n", "\r\n", "\u2028", "\u0000", " ", "# ", "@param", "\\`<b>`", "\\"],
  ..."*/ /* | ` `` < </td> <!-- [a](b.md) ![a](https://example.com/b.png) --- ${x}".split(" "),
);
const prose = fc
  .array(fc.oneof(mark, fc.string({ unit: "grapheme", maxLength: 5 })), { maxLength: 20 })
  .map((parts) => parts.join(""));

/** The parts of prose that Markdown would render as more than text, code, emphasis and lists. */
function markup(text: string): string[] {
  const found: string[] = [];
  const look = (node: object): void => {
    const { type, url } = node as { type: string; url?: string };
    const isSafeLink = type === "link" && url?.startsWith("https://") === true;
    if (
      ["html", "image", "definition", "heading", "blockquote", "code", "thematicBreak"].includes(
        type,
      )
    )
      found.push(type);
    if (type === "link" && !isSafeLink) found.push(`link to ${url ?? ""}`);
    if ("children" in node) (node.children as object[]).forEach(look);
  };
  look(fromMarkdown(text));
  return found;
}

describe("comments", () => {
  it("aren't closed by prose, and prose adds no tags and no overlong lines", () => {
    fc.assert(
      fc.property(prose, (text) => {
        for (const line of commentLines(text)) {
          expect(line).not.toContain("*/");
          expect(line).not.toMatch(/[\r\n\u2028\u2029]|^@/);
        }
      }),
    );
  });

  it("wrap, and indent what belongs to a tag", () => {
    const lines = commentLines("word ".repeat(40), "@throws {SomeError}");
    expect(lines[0]).toMatch(/^@throws \{SomeError\} word/);
    expect(lines.slice(1).every((line) => line.startsWith("  word"))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(96);
  });
});

describe("table cells", () => {
  it("have no line break and no unescaped bar", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const cell = inline(text);
        expect(cell).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(cell).not.toMatch(/(?<!\\)(?:\\\\)*\|/);
        // Text precedes it, as in a table, so nothing begins a block.
        expect(markup(`x ${cell}`)).toEqual([]);
      }),
    );
  });

  it.each([
    ["a | b", "a \\| b"],
    ["<b>bold</b>", "&lt;b>bold&lt;/b>"],
    ["an ` alone <b>", "an \\` alone &lt;b>"],
    ["[a](evil.md) [b](https://example.com/x)", "\\[a](evil.md) [b](https://example.com/x)"],
    ["![x](https://example.com/x.png)", "\\![x](https://example.com/x.png)"],
    ["a \\| b \\\\| c", "a \\| b \\\\\\| c"],
    ["\\\\[a](evil.md)", "\\\\\\[a](evil.md)"],
    ["\\`<b>`", "\\`&lt;b>\\`"],
  ])("make %p %p", (text, expected) => {
    expect(inline(text)).toBe(expected);
  });
});

describe("paragraphs", () => {
  it("have no markup outside code", () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(markup(block(text))).toEqual([]);
      }),
    );
  });

  it.each([
    ["# Heading", "\\# Heading"],
    ["text\n---", "text\n\\---"],
    ["```\ncode", "\\`\\`\\`\ncode"],
  ])("make %p %p", (text, expected) => {
    expect(block(text)).toBe(expected);
  });
});
