import { expect, it } from "@jest/globals";
import type { Outcome } from "./row.js";
import { render } from "./table.js";

const outcomes: Outcome[] = [
  {
    id: "a",
    name: "Node 20, ES modules",
    version: "20.19.1",
    result: "ok",
    seconds: 1.24,
    detail: undefined,
  },
  {
    id: "b",
    name: "A name that is longer than any row's name ought to be",
    version: undefined,
    result: "not run",
    seconds: 0,
    detail: "netscape --version: ENOENT",
  },
  {
    id: "c",
    name: "Bun, by bun add",
    version: "1.4.5",
    result: "failed",
    seconds: 100,
    detail: `${"x".repeat(100)}\n\nlast`,
  },
];

it("shows each row, and why it is not ok, in 80 columns", () => {
  const text = render(outcomes);
  expect(text.split("\n")).toEqual([
    `Node 20, ES modules                          20.19.1        ok           1.2 s`,
    `A name that is longer than any row's name o… -              not run      0.0 s`,
    `  netscape --version: ENOENT`,
    `Bun, by bun add                              1.4.5          failed     100.0 s`,
    `  ${"x".repeat(78)}`,
    `  ${"x".repeat(22)}`,
    `  last`,
    ``,
    `1 ok, 1 failed, 1 not run`,
    ``,
  ]);
});

it("shows both ends of very much", () => {
  const detail = Array.from({ length: 50 }, (_, index) => `line ${index}`).join("\n");
  const lines = render([{ ...outcomes[2], detail } as Outcome]).split("\n");
  expect(lines).toHaveLength(1 + 21 + 3);
  expect(lines.slice(10, 13)).toEqual(["  line 9", "  …", "  line 40"]);
});
