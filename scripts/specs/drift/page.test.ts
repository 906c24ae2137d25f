import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { code, codeBlock, escapeText } from "../rate/markdown.js";

it.each([
  ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
  ["ping @octocat", "ping @\u200boctocat"],
  ["[a](https://evil.test)", "\\[a\\](https://evil.test)"],
  ["a `<b>` c", "a `<b>` c"],
  ["&lt;b&gt;", "\\&lt;b\\&gt;"],
])("escapes %j", (text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});

it("never ends a code span or block early", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("`", "\n", "@", "<", "a", " ") }), (text) => {
      expect(code(text).slice(1, -1)).not.toMatch(/[`\n]/);
      const [fence = "", ...lines] = codeBlock(text, "", 1000).split("\n");
      expect(lines.slice(0, -1).filter((line) => line.includes(fence))).toEqual([]);
    }),
  );
});
