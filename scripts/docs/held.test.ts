import { expect, it } from "@jest/globals";
import { missing } from "./held.js";

const test = "scripts/docs/threat-model.test.ts";

it.each([
  ["has a part for each door, and lines in each", test, true],
  ["has a part for each door", test, false],
  ["Where something that is not ours comes in", test, false],
  ["has a part for each door, and lines in each", "scripts/docs/gone.test.ts", false],
  ["Threat model", "docs/threat-model.md", false],
])("a test named %j in %s: %s", (title, file, isThere) => {
  const holder = { title, file };
  expect(missing({ said: "", holders: [holder] })).toEqual(isThere ? [] : [holder]);
});
