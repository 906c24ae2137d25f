import { expect, it } from "@jest/globals";
import { mayRunForever } from "./patterns.js";

it.each([
  "(a+)+",
  "([a-z]+)*$",
  "(?:a*)*",
  "(a{2,})+",
  "((a+))+",
  "(a+|b)+",
  "(-+)+",
  "(x[(]+)*",
  "(?:-a+|b+)*",
])("%s may run for ever", (pattern) => {
  expect(mayRunForever(pattern)).toBe(true);
});

it.each([
  "",
  "^[a-z]+$",
  "^[a-z]+(-[a-z]+)*$",
  "^(?:\\.[a-z]+)*$",
  "(a|b)+",
  "(a+)?",
  "(a+){2}",
  "(a{1,3})+",
  "[(a+)+]",
  "\\(a+\\)+",
  ")+",
])("%s ends", (pattern) => {
  expect(mayRunForever(pattern)).toBe(false);
});
