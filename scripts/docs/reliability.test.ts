import { describe, expect, it } from "@jest/globals";
import { claimsOf, missing } from "./held.js";

const page = "docs/reliability.md";
const promises = claimsOf(page);

describe(page, () => {
  it("makes promises", () => {
    expect(promises.length).toBeGreaterThan(25);
  });

  it.each(promises.map((each) => [each.said, each] as const))("%s", (_, promise) => {
    expect(promise.holders).not.toEqual([]);
    expect(missing(promise)).toEqual([]);
  });
});
