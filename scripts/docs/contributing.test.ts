import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { steps } from "../check/steps.js";
import { claimsOf, missing } from "./held.js";
import { markdownFiles } from "./snippets.js";

const root = path.resolve(__dirname, "../..");
const page = "CONTRIBUTING.md";
const changes = claimsOf(page).filter(({ holders }) => holders.length > 0);
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

describe("the commands", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const told = [
    ...markdownFiles(root)
      .filter((file) => !file.startsWith("packages/"))
      .map(read),
    ...steps.map(({ title }) => title),
  ].join("\n");

  it.each(Object.keys(scripts))("%s is told of", (name) => {
    expect(told).toMatch(new RegExp(`\\bnpm (run (--silent )?)?${name}(?![\\w:-])|\`${name}\``));
  });
});

describe("the first hour of a contributor", () => {
  it.each(changes.map((change) => [change.said, change] as const))("%s", (said, change) => {
    expect(missing(change)).toEqual([]);
    // What is to be changed is there to be changed.
    const [file = "", before = ""] = [...said.matchAll(/`([^`]+)`/g)].map(([, text]) => text);
    expect(read(file)).toContain(before);
  });

  it("has a template, a contract and a layer", () => {
    const kinds = changes.map(({ said }) => said.split(":")[0]);
    expect(kinds).toEqual(["A template", "A contract", "A layer"]);
  });
});
