import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { claimsOf, missing } from "./held.js";

const page = "docs/threat-model.md";
const lines = claimsOf(page);
const text = readFileSync(path.resolve(__dirname, "../..", page), "utf8");

/** Where something that is not ours comes in, and where something of a user's may go out. */
const doors = [
  "The description",
  "The contract, and what people write beside it",
  "The templates",
  "The generator's JAR",
  "An answer of a service",
  "A redirect",
  "A credential",
  "The environment",
  "A layer, a fetch or a logger of one's own",
  "A saved report",
  "The sandbox",
  "What is installed",
  "A release",
  "A shared cache",
];

describe(page, () => {
  it("has a part for each door, and lines in each", () => {
    const parts = text.split(/^## /m).slice(1);
    expect(parts.map((part) => part.split("\n", 1)[0])).toEqual([...doors, "What is not held"]);
    for (const part of parts.slice(0, -1)) expect(part).toMatch(/\n\| .*Held by/);
    expect(lines.length).toBeGreaterThan(30);
  });

  it.each(lines.map((each) => [each.said, each] as const))("%s", (_, line) => {
    expect(line.holders).not.toEqual([]);
    expect(missing(line)).toEqual([]);
  });
});
