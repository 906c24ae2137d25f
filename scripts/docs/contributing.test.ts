import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { claimsOf, missing } from "./held.js";

const root = path.resolve(__dirname, "../..");
const page = "CONTRIBUTING.md";
const changes = claimsOf(page).filter(({ holders }) => holders.length > 0);
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

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
