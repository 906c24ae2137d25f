import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { Poller, systemClock } from "../src/index.js";
import { pending, polled } from "./support/report.js";
import { json, listBalances, project, reset, rig } from "./support/service.js";

describe("systemClock", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("sleeps for the given time", async () => {
    const asleep = systemClock.sleep(1000);
    const woken = jest.fn();
    void asleep.then(woken);
    await jest.advanceTimersByTimeAsync(999);
    expect(woken).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(woken).toHaveBeenCalled();
  });

  it("rejects immediately with the signal's reason and leaves no timer", async () => {
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

  it("supports a deadline beyond the longest timer", async () => {
    const ownTime = { ...polled(pending).definition, clock: undefined };
    const startedAt = Date.now();
    const serialized = {
      ...new Poller(ownTime, { startDate: "x" }).serialize(),
      deadlineAt: startedAt + 40 * 86_400_000,
    };
    const controller = new AbortController();
    const ended = jest.fn();
    const wait = Poller.restore(ownTime, serialized).wait({ signal: controller.signal });
    wait.catch(ended);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ended).not.toHaveBeenCalled();
    controller.abort("enough");
    await expect(wait).rejects.toBe("enough");
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ["that gets a response", () => json({})],
    ["that fails", reset],
  ])("leaves no timer after a call %s", async (_, answer) => {
    const { client } = rig(answer, { clock: systemClock, maxRetries: 0 });
    await client.call(listBalances, project).catch(() => undefined);
    expect(jest.getTimerCount()).toBe(0);
  });

  it("leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    const asleep = systemClock.sleep(1000, signal);
    await jest.advanceTimersByTimeAsync(1000);
    await asleep;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("sleeps longer than the longest timer, 2 ** 31 - 1 ms", async () => {
    const woken = jest.fn();
    void systemClock.sleep(2 ** 33).then(woken);
    await jest.advanceTimersByTimeAsync(2 ** 33 - 1);
    expect(woken).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(woken).toHaveBeenCalled();
  });

  it("rejects immediately even late in such a sleep", async () => {
    const controller = new AbortController();
    const asleep = systemClock.sleep(2 ** 33, controller.signal);
    await jest.advanceTimersByTimeAsync(2 ** 32);
    controller.abort("enough");
    await expect(asleep).rejects.toBe("enough");
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([-1, 0, NaN])("a sleep of %d ms yields to the event loop once", async (ms) => {
    const woken = jest.fn();
    void systemClock.sleep(ms).then(woken);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(woken).toHaveBeenCalled();
  });

  it("returns the current time", () => {
    jest.setSystemTime(42);
    expect(systemClock.now()).toBe(42);
  });
});
