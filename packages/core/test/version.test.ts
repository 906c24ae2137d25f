import { expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import path from "node:path";
import { version } from "../src/internal/version.js";

it("the version equals package.json's", () => {
  const manifest = readFileSync(path.join(__dirname, "../package.json"), "utf8");
  expect(JSON.parse(manifest)).toMatchObject({ version });
});
