import { describe, expect, it } from "@jest/globals";
import { Poller, TimeoutError, type PollState } from "../src/index.js";
import { complete, pending, polled, type Step } from "./support/report.js";
import { failure } from "./support/service.js";

const hangs: Step = (signal) =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });
const deaf: Step = () => new Promise(() => undefined);

describe("an abort", () => {
  it("wakes the wait immediately with its own reason and leaves the poller usable", async () => {
    const { poller, clock, polledAt } = polled(pending, complete);
    const controller = new AbortController();
    const wait = failure(poller.wait({ signal: controller.signal }));
    await clock.advance(500);
    controller.abort("enough");
    expect(await wait).toBe("enough");
    expect(clock.sleeping).toBe(0);
    await clock.advance(60_000);
    expect(polledAt).toEqual([0]);
    await expect(clock.run(poller.wait())).resolves.toEqual(complete);
    expect(polledAt).toEqual([0, 60_500]);
  });

  it("before the wait sends nothing", async () => {
    const { poller, polledAt } = polled(complete);
    expect(await failure(poller.wait({ signal: AbortSignal.abort("no") }))).toBe("no");
    expect(await failure(poller.poll({ signal: AbortSignal.abort("no") }))).toBe("no");
    expect(polledAt).toEqual([]);
  });

  it("during a request ends it, unless another caller waits for it too", async () => {
    let signal: AbortSignal | undefined;
    let answer: (report: typeof complete) => void = () => undefined;
    const { poller, clock, polledAt } = polled((given) => {
      signal = given;
      return new Promise((resolve) => (answer = resolve));
    });
    const controller = new AbortController();
    const left = failure(poller.wait({ signal: controller.signal }));
    const stays = poller.wait();
    await clock.advance(10);
    controller.abort("enough");
    expect(await left).toBe("enough");
    expect(signal?.aborted).toBe(false);
    answer(complete);
    await expect(stays).resolves.toEqual(complete);
    expect(polledAt).toEqual([0]);
    const { poller: alone, clock: other } = polled((given) => {
      signal = given;
      return hangs(given);
    });
    const last = new AbortController();
    const wait = failure(alone.poll({ signal: last.signal }));
    await other.advance(10);
    last.abort("enough");
    expect(await wait).toBe("enough");
    expect(signal?.aborted).toBe(true);
  });
});

describe("a poller sends one request at a time", () => {
  it("however it is called", async () => {
    const slow: Step = async () => {
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
      return pending;
    };
    const { poller, clock, polledAt, most } = polled(slow, slow, slow, slow, slow, complete);
    const seen: PollState[] = [];
    const iterate = async (): Promise<void> => {
      for await (const state of poller) seen.push(state);
    };
    const all = Promise.all([
      poller.wait(),
      iterate(),
      poller.wait(),
      poller.poll(),
      poller.poll(),
      iterate(),
    ]);
    await clock.advance(3000);
    await Promise.all([poller.poll(), poller.poll()]);
    await clock.run(all);
    expect(most()).toBe(1);
    expect(polledAt).toHaveLength(6);
    expect(new Set(seen.map(({ polls }) => polls))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it("even after a request that was abandoned and hasn't ended", async () => {
    let answer: (report: typeof pending) => void = () => undefined;
    const { poller, clock, polledAt, most } = polled(
      () => new Promise<typeof pending>((resolve) => (answer = resolve)),
      complete,
    );
    const controller = new AbortController();
    const left = failure(poller.poll({ signal: controller.signal }));
    await clock.advance(10);
    controller.abort("enough");
    await left;
    const next = poller.poll();
    await clock.advance(10);
    expect(polledAt).toEqual([0]);
    answer(pending);
    expect(await next).toMatchObject({ status: "Complete" });
    expect([polledAt, most()]).toEqual([[0, 20], 1]);
  });

  it("and abandons one that never ends at the deadline", async () => {
    const { poller, clock, polledAt } = polled(deaf);
    for (let round = 0; round < 2; round++) {
      expect(await failure(clock.run(poller.wait({ deadlineMs: 1000 })))).toBeInstanceOf(
        TimeoutError,
      );
    }
    expect(polledAt).toEqual([0]);
  });

  it("and a poll by one caller wakes another that sleeps until then", async () => {
    const { poller, clock } = polled(pending, complete);
    const wait = poller.wait();
    await clock.advance(100);
    expect(await poller.poll()).toMatchObject({ status: "Complete" });
    await expect(wait).resolves.toEqual(complete);
    expect(clock.sleeping).toBe(0);
  });

  it("and every loop sees the complete state, whoever polled", async () => {
    const { poller, polledAt } = polled(pending, complete);
    const seen: string[] = [];
    for await (const { status } of poller) {
      seen.push(status);
      await poller.poll();
    }
    expect([seen, polledAt.length]).toEqual([["InProgress", "Complete"], 2]);
  });

  it("and continues when the clock is set back while it sleeps", async () => {
    const { definition, clock, polledAt } = polled(pending, pending, complete);
    let shift = 0;
    const jumping = { now: () => clock.now() + shift, sleep: clock.sleep.bind(clock) };
    const poller = new Poller({ ...definition, clock: jumping }, { startDate: "2026-06-01" });
    const wait = poller.wait();
    await clock.advance(500);
    shift = -1e9;
    await expect(clock.run(wait)).resolves.toEqual(complete);
    // The pause of 2 s restarts once, and isn't a million seconds longer.
    expect(polledAt).toEqual([0, 4000, 7000]);
  });

  it("and its polls and elapsed time never go backwards, whatever the clock does", async () => {
    const { definition, clock } = polled(pending);
    let shift = 0;
    const jumping = { now: () => clock.now() + shift, sleep: clock.sleep.bind(clock) };
    const poller = new Poller({ ...definition, clock: jumping }, { startDate: "2026-06-01" });
    const states: PollState[] = [];
    for (const next of [0, 5000, -5000, -1e9, 10]) {
      shift = next;
      states.push(await poller.poll());
    }
    expect(states.map(({ polls }) => polls)).toEqual([1, 2, 3, 4, 5]);
    expect(states.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 5000, 5000, 5000, 5000]);
  });
});
