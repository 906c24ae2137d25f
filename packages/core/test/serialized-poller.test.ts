import { describe, expect, it } from "@jest/globals";
import { inspect } from "node:util";
import { ConfigurationError, Poller, TimeoutError } from "../src/index.js";
import { complete, pending, polled } from "./support/report.js";
import { failure } from "./support/service.js";

describe("a saved poller", () => {
  it("is plain JSON and continues where it stopped", async () => {
    const first = polled(pending);
    const start = first.clock.now();
    const controller = new AbortController();
    const wait = failure(first.poller.wait({ deadlineMs: 60_000, signal: controller.signal }));
    await first.clock.advance(3000);
    controller.abort();
    await wait;
    const text = JSON.stringify(first.poller.serialize());
    expect(JSON.parse(text)).toEqual({
      version: 1,
      kind: "acme.usage",
      arguments: { startDate: "2026-06-01" },
      startedAt: start,
      deadlineAt: start + 60_000,
      origin: "https://api.acme.example",
      polls: 2,
      elapsedMs: 3000,
    });
    const second = polled(pending, complete);
    await second.clock.advance(10_000);
    const restored = Poller.restore(second.definition, text);
    expect(await restored.poll()).toMatchObject({ polls: 3, elapsedMs: 10_000 });
    await expect(second.clock.run(restored.wait())).resolves.toEqual(complete);
    expect(second.arguments).toEqual([{ startDate: "2026-06-01" }, { startDate: "2026-06-01" }]);
  });

  it("keeps its deadline for the first wait without one", async () => {
    const { definition, clock, polledAt } = polled(pending);
    const serialized = {
      ...new Poller(definition, { startDate: "x" }).serialize(),
      deadlineAt: clock.now() + 9000,
    };
    const restored = Poller.restore(definition, serialized);
    expect(restored.serialize()).toEqual(serialized);
    const error = await failure(clock.run(restored.wait()));
    expect(error).toMatchObject({ name: "TimeoutError", ms: 9000, attempts: 3 });
    expect(await failure(clock.run(restored.wait()))).toMatchObject({ ms: 600_000 });
    const count = polledAt.length;
    expect(await failure(Poller.restore(definition, serialized).wait())).toBeInstanceOf(
      TimeoutError,
    );
    expect(polledAt).toHaveLength(count);
  });

  it.each([
    ["days behind", -1e9, 3000],
    ["days ahead", 1e9, 1e9 + 4000],
  ])("never decreases its elapsed time on a clock that is %s", async (_, shift, elapsedMs) => {
    const { definition, poller, clock } = polled(pending);
    const before: number[] = [];
    for (const ms of [0, 3000]) {
      await clock.advance(ms);
      before.push((await poller.poll()).elapsedMs);
    }
    expect(before).toEqual([0, 3000]);
    const text = JSON.stringify(poller.serialize());
    await clock.advance(1000);
    const other = { now: () => clock.now() + shift, sleep: clock.sleep.bind(clock) };
    const restored = Poller.restore({ ...definition, clock: other }, text);
    expect(await restored.poll()).toMatchObject({ polls: 3, elapsedMs });
  });

  it("resumes from the JSON that version 0.1.0 wrote", async () => {
    const { definition, clock, polledAt, arguments: sent } = polled(complete);
    const text =
      '{"version":1,"kind":"acme.usage","arguments":{"startDate":"2026-06-01"},"startedAt":1780272000000,"deadlineAt":9999999999999,"origin":"https://api.acme.example","polls":2,"elapsedMs":3000}';
    const restored = Poller.restore(definition, text);
    expect(restored.serialize()).toMatchObject({ polls: 2, deadlineAt: 9_999_999_999_999 });
    await expect(clock.run(restored.wait({ deadlineMs: 1000 }))).resolves.toEqual(complete);
    expect([polledAt, sent]).toEqual([[0], [{ startDate: "2026-06-01" }]]);
  });

  it("whose deadline has passed fails at once; deadlineMs gives it a new one", async () => {
    const { definition, poller, clock, polledAt } = polled(complete);
    const saved = { ...poller.serialize(), deadlineAt: clock.now() - 5000 };
    const restored = Poller.restore(definition, saved);
    expect(await failure(restored.wait())).toMatchObject({
      name: "TimeoutError",
      message:
        "acme.usage: the saved deadline passed 5000 ms ago; pass wait() a new deadlineMs; 0 polls, no status seen",
      limit: "deadlineMs",
      ms: 0,
    });
    expect(polledAt).toEqual([]);
    const again = Poller.restore(definition, saved);
    await expect(clock.run(again.wait({ deadlineMs: 1000 }))).resolves.toEqual(complete);
  });

  it("without elapsedMs, or from the future, starts at 0", async () => {
    const { definition, poller, clock } = polled(pending);
    const older = { ...poller.serialize(), elapsedMs: undefined };
    const future = { ...older, startedAt: clock.now() + 5000 };
    for (const serialized of [older, future]) {
      const state = await Poller.restore(definition, serialized).poll();
      expect(state).toMatchObject({ polls: 1, elapsedMs: 0 });
    }
  });

  it("keeps a deadline beyond the longest timer", async () => {
    const ms = 2 ** 31 + 5;
    const { definition, poller, clock, polledAt } = polled(() =>
      Promise.resolve({ ...pending, headers: { "retry-after": "360000" } }),
    );
    const serialized = { ...poller.serialize(), deadlineAt: clock.now() + ms };
    const restored = Poller.restore(definition, serialized);
    expect(await failure(clock.run(restored.wait()))).toMatchObject({ limit: "deadlineMs", ms });
    expect(polledAt).toEqual([0, 1, 2, 3, 4, 5].map((count) => count * 360_000_000));
  });

  it("has no deadline before the first wait", () => {
    expect(polled(pending).poller.serialize()).not.toHaveProperty("deadlineAt");
  });

  it.each<[string, unknown, string]>([
    [
      "another origin",
      { origin: "https://evil.example" },
      'has origin "https://evil.example"; expected "https://api.acme.example"',
    ],
    ["another kind", { kind: "acme.other" }, 'has kind "acme.other"'],
    ["another version", { version: 2 }, "has version 2; expected 1"],
    ["no arguments", { arguments: null }, "has arguments null; expected an object"],
    ["a version that JSON can't represent", { version: 1n }, "has version a bigint; expected 1"],
    ["an array of arguments", { arguments: [] }, "has arguments an array"],
    ["a string of arguments", { arguments: "{}" }, 'has arguments "{}"'],
    ...["startedAt", "deadlineAt", "polls", "elapsedMs"].flatMap((field) =>
      ["1", null, NaN, Infinity, -1, {}].map((value): [string, unknown, string] => [
        `${field} ${inspect(value)}`,
        { [field]: value },
        `has ${field} `,
      ]),
    ),
    [
      "a fractional number of polls",
      { polls: 1.5 },
      "has polls 1.5; expected a whole number from 0",
    ],
    ["too many polls", { polls: 2 ** 53 }, "has polls 9007199254740992"],
    [
      "an unknown field",
      { deadline: 1 },
      "has deadline, which is an unknown option; did you mean deadlineAt?",
    ],
  ])("with %s is rejected", (_, changed, problem) => {
    const { definition, poller } = polled(pending);
    const restore = (): unknown =>
      Poller.restore(definition, { ...poller.serialize(), ...(changed as object) });
    expect(restore).toThrow(ConfigurationError);
    expect(restore).toThrow(problem);
  });

  it.each(["", "{", "null", null, undefined, 42, [], {}])("%j is rejected", (value) => {
    expect(() => Poller.restore(polled(pending).definition, value)).toThrow(ConfigurationError);
  });
});
