import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it, jest } from "@jest/globals";
import { Copy, succeeded } from "../add/testing/copy.js";
import { deepgramHistory } from "../testing/replay.js";

jest.setTimeout(600_000);

let copy: Copy;
beforeAll(() => {
  copy = new Copy();
});
afterAll(() => {
  copy.remove();
});

describe("a history of descriptions, generated and compiled", () => {
  it.each(deepgramHistory())("$name", async ({ text }) => {
    const from = join(copy.root, "description.json");
    writeFileSync(from, text);
    const sync = ["sync", "deepgram", "--from", from];
    await succeeded(copy.tsx("scripts/specs/main.ts", sync));
    await succeeded(copy.tsx("scripts/generate/main.ts", []));
    await succeeded(copy.turbo(["build", "--filter=@billkit/deepgram"]));
    // The build doesn't check types.
    const config = "packages/deepgram/tsconfig.build.json";
    await succeeded(copy.node("typescript/bin/tsc", ["--noEmit", "-p", config]));
  });
});
