import { describe, expect, test } from "@jest/globals";
import { refuseUnknown } from "../src/index.js";

const allowed = [
  "accessToken",
  "billingPeriodIndex",
  "deadlineMs",
  "maxRetries",
  "onProgress",
  "signal",
  "timeoutMs",
];
const refuse = (given: object): void => {
  refuseUnknown(given, allowed, (name, problem) => new Error(`${name} ${problem}`));
};

describe("refuseUnknown", () => {
  test.each([
    ["deadline", "deadlineMs"],
    ["timeout", "timeoutMs"],
    ["timeoutMS", "timeoutMs"],
    ["retries", "maxRetries"],
    ["billingPeriod", "billingPeriodIndex"],
    ["acessToken", "accessToken"],
    ["onProgres", "onProgress"],
    ["sginal", "signal"],
  ])("suggests the nearest option for %s", (name, nearest) => {
    expect(() => {
      refuse({ [name]: 1 });
    }).toThrow(new Error(`${name} is an unknown option; did you mean ${nearest}?`));
  });

  test("lists the options if none is similar", () => {
    expect(() => {
      refuse({ verbose: true });
    }).toThrow(`verbose is an unknown option; allowed: ${allowed.join(", ")}`);
  });

  test("accepts known options, and unknown ones that are undefined", () => {
    refuse({ signal: undefined, deadlineMs: 5, nothing: undefined });
  });
});
