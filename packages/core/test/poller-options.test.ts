import { describe, expect, it } from "@jest/globals";
import type { WaitOptions } from "../src/index.js";
import { complete, polled } from "./support/report.js";
import { failure } from "./support/service.js";

const controller = new AbortController();
const deadline = "allowed: milliseconds from 1 to 2147483647";
const object = "must be an object; pass a signal as { signal }";

describe("an invalid option of a wait is rejected before anything is sent", () => {
  it.each<[string, unknown, string]>([
    ["deadlineMs", { deadlineMs: 0 }, `is 0; ${deadline}`],
    ["deadlineMs", { deadlineMs: -1 }, `is -1; ${deadline}`],
    ["deadlineMs", { deadlineMs: NaN }, `is NaN; ${deadline}`],
    ["deadlineMs", { deadlineMs: Infinity }, `is Infinity; ${deadline}`],
    ["deadlineMs", { deadlineMs: 2 ** 31 }, `is 2147483648; ${deadline}`],
    ["deadlineMs", { deadlineMs: "5000" }, `is "5000"; ${deadline}`],
    ["deadlineMs", { deadlineMs: 5n }, `is a bigint; ${deadline}`],
    ["deadlineMs", { deadlineMs: null }, `is null; ${deadline}`],
    ["signal", { signal: controller }, "is an AbortController; allowed: an AbortSignal"],
    ["signal", { signal: { aborted: false } }, "is an object; allowed: an AbortSignal"],
    ["onProgress", { onProgress: "nope" }, "is"],
    ["options", controller.signal, object],
    ["options", null, object],
    ["options", 5000, object],
    ["deadline", { deadline: 5000 }, "is an unknown option; did you mean deadlineMs?"],
    ["timeout", { timeout: 5000 }, "is an unknown option"],
  ])("%s, %#", async (argument, given, problem) => {
    const { poller, polledAt, clock } = polled(complete);
    const expected = {
      name: "InvalidRequestError",
      message: expect.stringContaining(`acme.usage: ${argument} ${problem}`) as unknown,
      operation: "acme.usage",
      argument,
    };
    // JavaScript callers can pass anything.
    const options = given as WaitOptions;
    expect(await failure(poller.wait(options))).toMatchObject(expected);
    expect(await failure(poller.poll(options))).toMatchObject({ argument });
    expect([polledAt, clock.sleeping]).toEqual([[], 0]);
    await poller.wait();
    // A complete report sends no request.
    expect(await failure(poller.wait(options))).toMatchObject(expected);
  });

  it.each([{ deadlineMs: 1 }, { deadlineMs: 2 ** 31 - 1 }, { signal: controller.signal }, {}])(
    "accepts a valid option: %#",
    async (options) => {
      const { poller } = polled(complete);
      await expect(poller.wait(options)).resolves.toEqual(complete);
    },
  );
});
