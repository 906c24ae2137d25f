import { expect, it } from "@jest/globals";
import type { JsonObject } from "./json.js";
import { removeUnsafePatterns, whyUnsafe } from "./safe-pattern.js";

it.each(["^(a|a)+$", "^.*.*.*.*.*.*=$", "[0-9]+x", "a*a*b", "x[xy]+z"])(
  "%s is unsafe",
  (pattern) => {
    expect(whyUnsafe(pattern)).toMatch(/^takes \S+ time on some texts$/);
  },
);

// By sight, without the analysis, which takes seconds.
it.each(["", "^[a-z]+$", "^UT[0-9a-f]{32}$", "Retry in [[]([0-9]+)] seconds", "\\.\\d*$"])(
  "%s is safe",
  (pattern) => {
    expect(whyUnsafe(pattern, "")).toBeUndefined();
  },
);

it.each(["^(?=.*\\d)[a-z0-9]+$", "^(?!aws:).*$"])(
  "%s has a lookahead, which no analysis covers, so it counts as unsafe",
  (pattern) => {
    expect(whyUnsafe(pattern)).toBe("isn't provably linear");
  },
);

it("a pattern of another language or of great length is unsafe, without analysis", () => {
  expect(whyUnsafe("(?i)abc\\h")).toBe("isn't a JavaScript regular expression");
  expect(whyUnsafe("a".repeat(1_001))).toBe("is longer than 1000 characters");
});

it("removes unsafe patterns and nothing else", () => {
  const evil = (): JsonObject => ({ type: "string", pattern: "^(a|a)+$" });
  const named = { pattern: evil(), default: evil(), properties: evil() };
  const parameter = { schema: { ...evil(), default: evil() } };
  const document = {
    paths: { "/a": { get: { parameters: [parameter] } } },
    components: { schemas: { properties: { properties: named } } },
  };
  expect(removeUnsafePatterns(document).map(({ pointer }) => pointer.join("/"))).toEqual([
    "paths//a/get/parameters/0/schema/pattern",
    "components/schemas/properties/properties/pattern/pattern",
    "components/schemas/properties/properties/default/pattern",
    "components/schemas/properties/properties/properties/pattern",
  ]);
  expect(parameter).toEqual({ schema: { type: "string", default: evil() } });
  expect(removeUnsafePatterns(document)).toEqual([]);
});
