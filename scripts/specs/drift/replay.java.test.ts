import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { Copy } from "../add/testing/copy.js";
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
    for (const [script, ...args] of [
      ["scripts/specs/main.ts", "sync", "deepgram", "--from", from],
      ["scripts/generate/main.ts"],
    ] as const) {
      const { code, output } = await copy.tsx(script, args);
      expect([script, code, code === 0 ? "" : output]).toEqual([script, 0, ""]);
    }
    const built = await copy.turbo(["build", "--filter=@billkit/deepgram"]);
    expect([built.code, built.code === 0 ? "" : built.output]).toEqual([0, ""]);
    // The build doesn't check types.
    const compiled = await copy.node("typescript/bin/tsc", [
      ...["--noEmit", "-p", "packages/deepgram/tsconfig.build.json"],
    ]);
    expect([compiled.code, compiled.output]).toEqual([0, ""]);
  });
});
