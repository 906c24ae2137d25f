import { expect, it } from "@jest/globals";
import { whyUnsafe } from "./safe-pattern.js";

it.each([
  "^(a|a)+$",
  "^(a+)+$",
  "^(\\d+|\\d+\\.)*$",
  "^(x+x+)+y$",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "^.*.*.*.*.*.*=$",
  "^\\s+|\\s+$",
  "^(?=(a+)+$)b",
  "^(a+)\\1+$",
  '^([^"]|"")*"*$|^([a-z]*[0-9]*)*!$',
  "^(a?){30}a{30}$",
  `^${"a?".repeat(30)}${"a".repeat(30)}$`,
  "^(?:(?:[a-z]{2,})+-?)+$",
])("%s is unsafe", (pattern) => {
  expect(whyUnsafe(pattern)).toMatch(/^takes \S+ time on some texts$|^isn't provably linear$/);
});

it.each([
  "",
  "^[a-z]+$",
  "^[a-z]+(-[a-z]+)*$",
  "^[A-Za-z0-9_-]{3,128}$",
  "^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$",
  "^UT[0-9a-f]{32}$",
  "^\\+?[1-9]\\d{1,14}$",
  "[(a+)+]",
])("%s is safe", (pattern) => {
  expect(whyUnsafe(pattern)).toBeUndefined();
});
