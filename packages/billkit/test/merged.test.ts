import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { merged } from "../src/merged.js";

type Source = AsyncGenerator<string, void, undefined>;

/** Yields each name after the given number of event-loop turns, and records when it has ended. */
async function* source(steps: readonly [string, number][], ended?: () => void): Source {
  try {
    for (const [name, turns] of steps) {
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      yield name;
    }
  } finally {
    ended?.();
  }
}

async function* failing(message: string): Source {
  await setImmediate();
  yield "before";
  throw new Error(message);
}

async function collect(items: AsyncIterable<string>, seen: string[] = []): Promise<string[]> {
  for await (const item of items) seen.push(item);
  return seen;
}

describe("merged", () => {
  it.each<[string, Source[], string[]]>([
    ["no source", [], []],
    ["sources that yield nothing", [source([]), source([])], []],
    [
      "sources of different speeds",
      [
        source([
          ["slow", 20],
          ["slower", 20],
        ]),
        source([
          ["quick", 2],
          ["late", 30],
        ]),
        source([["at once", 0]]),
      ],
      ["at once", "quick", "slow", "late", "slower"],
    ],
  ])("yields values as they arrive: %s", async (_, sources, expected) => {
    expect(await collect(merged(sources))).toEqual(expected);
  });

  it("throws the first error once the other sources have ended", async () => {
    const seen: string[] = [];
    const later = async function* (): Source {
      yield* source([["a", 10]]);
      throw new Error("second");
    };
    const all = merged([failing("first"), later(), source([["b", 20]])]);
    await expect(collect(all, seen)).rejects.toThrow("first");
    expect(seen).toEqual(["before", "a", "b"]);
  });

  it("closes its sources when the loop is left, without waiting for a busy one", async () => {
    const ended: string[] = [];
    let release: () => void = () => undefined;
    const busy = async function* (): Source {
      try {
        await new Promise<void>((resolve) => (release = resolve));
        yield "never seen";
      } finally {
        ended.push("busy");
        // Reported to nobody, and not an unhandled rejection either.
        await Promise.reject(new Error("while closing"));
      }
    };
    const quick = source(
      [
        ["a", 0],
        ["b", 0],
      ],
      () => ended.push("quick"),
    );
    for await (const item of merged([busy(), quick])) {
      expect(item).toBe("a");
      break;
    }
    await setImmediate();
    expect(ended).toEqual(["quick"]);
    release();
    await setImmediate();
    expect(ended).toEqual(["quick", "busy"]);
  });
});
