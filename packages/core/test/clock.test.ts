import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { systemClock } from "../src/index.js";

describe("systemClock", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("sleeps as long as it is told", async () => {
    const asleep = systemClock.sleep(1000);
    const woken = jest.fn();
    void asleep.then(woken);
    await jest.advanceTimersByTimeAsync(999);
    expect(woken).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(woken).toHaveBeenCalled();
  });

  it("rejects with the signal's reason at once and leaves no timer", async () => {
    const controller = new AbortController();
    const reason = { why: "enough" };
    const asleep = systemClock.sleep(1000, controller.signal);
    expect(jest.getTimerCount()).toBe(1);
    controller.abort(reason);
    await expect(asleep).rejects.toBe(reason);
    expect(jest.getTimerCount()).toBe(0);
    await expect(systemClock.sleep(1000, controller.signal)).rejects.toBe(reason);
    expect(jest.getTimerCount()).toBe(0);
  });

  it("does not wake at once from a sleep longer than a timer holds", async () => {
    const woken = jest.fn();
    void systemClock.sleep(2 ** 40).then(woken);
    await jest.advanceTimersByTimeAsync(1000);
    expect(woken).not.toHaveBeenCalled();
  });

  it("tells the time", () => {
    jest.setSystemTime(42);
    expect(systemClock.now()).toBe(42);
  });
});
