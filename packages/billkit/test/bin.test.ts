import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "@jest/globals";

it("npx billkit points to the command line's package", () => {
  const bin = path.join(__dirname, "../bin.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "bill"], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toBe("billkit is a library. For the command line, run: npx @billkit/cli --help\n");
});
