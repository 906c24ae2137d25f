import { expect, it } from "@jest/globals";
import { coreValues } from "../core-exports.js";
import { errorClass } from "./errors.js";

it("statuses name error classes that the packages export", () => {
  const classes = ["400", "401", "403", "404", "408", "409", "429", "500", "5XX", "default"].map(
    errorClass,
  );
  expect(classes.filter((name) => !(coreValues as readonly string[]).includes(name))).toEqual([]);
  expect(errorClass("503")).toBe("ServerError");
  expect(errorClass("418")).toBe("ApiError");
});
