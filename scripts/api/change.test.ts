import { expect, it } from "@jest/globals";
import { changeOf } from "./change.js";

const page = (...lines: string[]): string => lines.join("\n\n");

it.each([
  ["nothing", page("a", "b"), page("a", "b"), [], []],
  ["an export that has gone", page("a", "b"), page("a"), ["b"], []],
  ["one that has come", page("a"), page("a", "b"), [], ["b"]],
  ["another signature", page("a(): 1"), page("a(): 2"), ["a(): 1"], ["a(): 2"]],
  ["one of two lines that are the same", page("}", "}"), page("}"), ["}"], []],
  ["a page that is new", undefined, page("a"), [], ["a"]],
  ["a page that has gone", page("a"), undefined, ["a"], []],
])("%s", (_, then, now, gone, come) => {
  expect(changeOf({ then, now })).toEqual({ gone, come });
});
