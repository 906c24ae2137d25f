import { describe, expect, it, jest } from "@jest/globals";
import * as core from "../src/index.js";

const errors = [
  "ApiError",
  "AuthenticationError",
  "BadRequestError",
  "BillkitError",
  "ConfigurationError",
  "ConflictError",
  "ConnectionError",
  "InvalidRequestError",
  "NotFoundError",
  "PermissionDeniedError",
  "RateLimitError",
  "ServerError",
  "TimeoutError",
  "UnexpectedResponseError",
] as const;

describe("error classes", () => {
  it.each(errors)("%s has a name, a brand and the prototype of Error", (name) => {
    const error = new core[name]("what failed", { attempts: 1 }, new Error("why"));
    expect(error).toMatchObject({ name, message: "what failed", attempts: 1 });
    expect(error.cause).toEqual(new Error("why"));
    expect(error).toBeInstanceOf(core.BillkitError);
    expect(error).toBeInstanceOf(Error);
    expect(error.stack).toContain("what failed");
    // Other versions of this package look for the brand under this symbol.
    expect(Reflect.get(core[name], Symbol.for("@billkit/error"))).toBe(name);
  });

  it.each(errors)("%s matches instances from another copy of the package", (name) => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof core>("../src/index.js");
      expect(copy[name]).not.toBe(core[name]);
      expect(new copy[name]("x")).toBeInstanceOf(core[name]);
      const others = errors.filter((other) => new copy[other]("x") instanceof core[name]);
      const own = errors.filter((other) => new core[other]("x") instanceof core[name]);
      expect(others).toEqual(own);
    });
  });

  it("derive from ApiError if and only if they represent a status", () => {
    const below = errors.filter((name) => new core[name]("x") instanceof core.ApiError);
    expect(below).toEqual([
      "ApiError",
      "AuthenticationError",
      "BadRequestError",
      "ConflictError",
      "NotFoundError",
      "PermissionDeniedError",
      "RateLimitError",
      "ServerError",
    ]);
  });

  it("serialize to JSON whatever the cause is", () => {
    const error = new core.ConfigurationError("x", {}, Object.create(null));
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ message: "x", cause: "object" });
  });

  it("check a user's subclass by its prototype, not by the inherited brand", () => {
    class Mine extends core.ApiError {}
    expect(new Mine("x")).toBeInstanceOf(Mine);
    expect(new Mine("x")).toBeInstanceOf(core.ApiError);
    expect(new core.ApiError("x")).not.toBeInstanceOf(Mine);
    expect(new core.NotFoundError("x")).not.toBeInstanceOf(Mine);
  });

  it.each([
    undefined,
    null,
    "ApiError",
    {},
    Object.create(null),
    new Error("x"),
    { name: "ApiError" },
  ])("%p is not an instance", (value: unknown) => {
    expect(value instanceof core.BillkitError).toBe(false);
  });

  it("serialize name, message, fields and the cause's message", () => {
    const error = new core.NotFoundError("gone", { status: 404, body: { a: 1 } }, new Error("why"));
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "NotFoundError",
      message: "gone",
      status: 404,
      body: { a: 1 },
      cause: "Error: why",
    });
    expect(JSON.parse(JSON.stringify(new core.TimeoutError("late")))).toEqual({
      name: "TimeoutError",
      message: "late",
    });
  });
});
