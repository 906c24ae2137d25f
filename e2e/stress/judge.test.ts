import { expect, it } from "@jest/globals";
import { problemsOf } from "./judge.js";

const passed = {
  results: { data: 96, TimeoutError: 4 },
  lost: 0,
  mixedUp: 0,
  heapBytes: { warm: 1000, end: 1050 },
  durationMs: 1,
  leftOpen: [],
};

it.each([
  ["passes a clean run", {}, true, []],
  [
    "reports missing calls",
    { results: { data: 96 } },
    true,
    ["4 of 100 calls are unaccounted for"],
  ],
  [
    "reports an error that no fault explains",
    { results: { data: 100, TypeError: 1 } },
    true,
    ["no fault explains TypeError"],
  ],
  ["reports a call that ended twice", { lost: 1 }, true, ["1 calls didn't end exactly once"]],
  ["reports mixed up data", { mixedUp: 2 }, true, ["2 calls got another call's data"]],
  [
    "reports heap growth",
    { heapBytes: { warm: 1000, end: 1100 } },
    true,
    ["the heap grew by 10.0 %, 10 % allowed"],
  ],
  ["reports open handles", { leftOpen: ["Timeout"] }, true, ["left open: Timeout"]],
  ["reports a process that hangs", {}, false, ["the client's process didn't exit by itself"]],
])("%s", (_, change, exited, problems) => {
  expect(problemsOf(100, { ...passed, ...change }, exited)).toEqual(problems);
});
