import { expect, it } from "@jest/globals";
import { errorClass } from "./errors.js";

it.each([
  ["404", "NotFoundError"],
  ["503", "ServerError"],
  ["5XX", "ServerError"],
  ["418", "ApiError"],
  ["default", "ApiError"],
])("the status %s throws %s", (status, name) => {
  expect(errorClass(status)).toBe(name);
});
