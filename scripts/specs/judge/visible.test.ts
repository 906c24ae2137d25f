import { expect, it } from "@jest/globals";
import { rules } from "../diff/rules.js";
import { visibility } from "./visible.js";

it("says of every major rule whether types can show it, and of no other", () => {
  const major = Object.entries(rules).filter(([, { level }]) => level === "major");
  expect(Object.keys(visibility).sort()).toEqual(major.map(([rule]) => rule).sort());
});
