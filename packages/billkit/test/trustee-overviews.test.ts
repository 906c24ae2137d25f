import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { defaultLayers, type Layer } from "@billkit/core";
import { InvalidRequestError, PermissionDeniedError, ServerError } from "../src/index.js";
import { json, type Seen } from "./support/stub-fetch.js";
import { collect, connect, ids, overviewOf } from "./support/trustors.js";

describe("trusteeOverviews", () => {
  it('yields each trustor of all pages with its overview, where the official client has "genesys: no pagination"', async () => {
    const { genesys, listed, requested } = connect({ pages: [["a", "b"], ["c"]] });
    const items = await collect(genesys.trusteeOverviews({ billingPeriodIndex: 1 }));
    expect(ids(items).sort()).toEqual(["a", "b", "c"]);
    for (const { trustor, overview, error } of items) {
      expect(overview?.organization.id).toBe(trustor.id);
      expect(error).toBeUndefined();
    }
    expect(listed).toEqual([1, 2]);
    expect(requested.sort()).toEqual(["a", "b", "c"].map((id) => `${id}?billingPeriodIndex=1`));
  });

  it("requests up to `concurrency` overviews at a time", async () => {
    const slow = async (id: string): Promise<Response> => {
      await setImmediate();
      return overviewOf(id);
    };
    const pages = [["a", "b", "c", "d", "e", "f", "g", "h", "i"]];
    for (const [concurrency, expected] of [
      [undefined, 4],
      [1, 1],
      [6, 6],
      [50, 9],
      [Infinity, 9],
    ] as const) {
      const { genesys, most } = connect({ pages, overview: slow });
      expect(await collect(genesys.trusteeOverviews({ concurrency }))).toHaveLength(9);
      expect(most()).toBe(expected);
    }
  });

  it("yields each overview as it arrives", async () => {
    let release: (response: Response) => void = () => undefined;
    const overview = (id: string): Response | Promise<Response> =>
      id === "a" ? new Promise((resolve) => (release = resolve)) : overviewOf(id);
    const { genesys } = connect({ pages: [["a", "b"], ["c"]], overview });
    const seen: (string | undefined)[] = [];
    for await (const { trustor } of genesys.trusteeOverviews()) {
      seen.push(trustor.id);
      if (seen.length === 2) release(overviewOf("a"));
    }
    expect(seen).toEqual(["b", "c", "a"]);
  });

  it("loses no customer when another fails or has no id", async () => {
    const overview = (id: string): Response =>
      id === "b" ? json({ code: "not.authorized" }, 403) : overviewOf(id);
    const { genesys } = connect({ pages: [["a", "b", undefined, "c"]], overview });
    const items = await collect(genesys.trusteeOverviews());
    expect(items).toHaveLength(4);
    const errors = new Map(items.map(({ trustor, error }) => [trustor.id, error]));
    expect(errors.get("b")).toBeInstanceOf(PermissionDeniedError);
    expect(errors.get(undefined)).toBeInstanceOf(InvalidRequestError);
    expect([errors.get("a"), errors.get("c")]).toEqual([undefined, undefined]);
  });

  it("loses no customer when a layer throws a value that isn't an Error", async () => {
    const thrown = new Map<string, Error>([
      ["b", Object.create(null) as Error],
      ["c", JSON.parse('"a text"') as Error],
    ]);
    const throwing: Layer = (next) => (request, call) => {
      const reason = thrown.get(request.url.slice(-1));
      return reason ? Promise.reject(reason) : next(request, call);
    };
    const { genesys } = connect({
      pages: [["a", "b", "c"]],
      layers: [throwing, ...defaultLayers()],
    });
    const items = await collect(genesys.trusteeOverviews());
    const errors = items.map(({ trustor, error }) => [trustor.id, error?.message]);
    expect(errors.sort()).toEqual([
      ["a", undefined],
      ["b", "a layer threw a value that is not an Error"],
      ["c", "a text"],
    ]);
    for (const { trustor, error } of items) {
      expect(error?.cause).toBe(thrown.get(trustor.id ?? ""));
    }
  });

  it("yields overviews in flight before it reports that a page failed", async () => {
    const listing = (page: number): Response | undefined =>
      page === 2 ? json({}, 500) : undefined;
    const { genesys } = connect({ pages: [["a", "b"], ["c"]], listing });
    const seen: (string | undefined)[] = [];
    const walk = async (): Promise<void> => {
      for await (const { trustor } of genesys.trusteeOverviews()) seen.push(trustor.id);
    };
    await expect(walk()).rejects.toThrow(ServerError);
    expect(seen.sort()).toEqual(["a", "b"]);
  });

  it("stops with the signal's own reason and aborts requests in flight", async () => {
    const signals: AbortSignal[] = [];
    const overview = (id: string, { signal }: Seen): Response | Promise<Response> => {
      if (id === "a") return overviewOf(id);
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const { genesys } = connect({ pages: [["a", "b", "c"]], overview });
    const abort = new AbortController();
    const reason = new Error("enough");
    const overviews = genesys.trusteeOverviews({ signal: abort.signal });
    expect((await overviews.next()).value).toMatchObject({ trustor: { id: "a" } });
    const next = overviews.next();
    abort.abort(reason);
    await expect(next).rejects.toBe(reason);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(await overviews.next()).toEqual({ done: true, value: undefined });
  });

  it("sends nothing if the signal is already aborted", async () => {
    const { genesys, listed } = connect({ pages: [["a"]] });
    const overviews = genesys.trusteeOverviews({ signal: AbortSignal.abort("enough") });
    await expect(overviews.next()).rejects.toBe("enough");
    expect(listed).toEqual([]);
  });

  it("stops when the loop is left", async () => {
    const signals: AbortSignal[] = [];
    const overview = (id: string, { signal }: Seen): Response | Promise<Response> => {
      if (id === "a") return overviewOf(id);
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const { genesys, requested } = connect({ pages: [["a", "b", "c"], ["d"]], overview });
    for await (const { trustor } of genesys.trusteeOverviews({ concurrency: 2 })) {
      expect(trustor.id).toBe("a");
      break;
    }
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(requested).not.toContain("d");
  });

  it.each([
    ["null", null, "options must be an object"],
    ["an AbortController as the signal", { signal: new AbortController() }, "signal is a"],
    [
      "a signal in place of the options",
      new AbortController().signal,
      "options must be an object; pass a signal as",
    ],
    [
      "an unknown option",
      { billingPeriod: 1 },
      "billingPeriod is an unknown option; did you mean billingPeriodIndex?",
    ],
    ["a string as concurrency", { concurrency: "4" }, "concurrency is a string; allowed: a number"],
  ])("rejects %s in one line before sending anything", async (_, given, problem) => {
    const { genesys, listed } = connect({ pages: [["a"]] });
    await expect(genesys.trusteeOverviews(given as object).next()).rejects.toThrow(
      InvalidRequestError,
    );
    await expect(genesys.trusteeOverviews(given as object).next()).rejects.toThrow(
      `trusteeOverviews: ${problem}`,
    );
    expect(listed).toEqual([]);
  });

  it.each([0, -1, Number.NaN])("rejects a concurrency of %s", async (concurrency) => {
    const { genesys, listed } = connect({ pages: [["a"]] });
    await expect(genesys.trusteeOverviews({ concurrency }).next()).rejects.toThrow(
      `trusteeOverviews: concurrency is ${concurrency}; allowed: a number from 1`,
    );
    expect(listed).toEqual([]);
  });

  it("yields each exactly once, whatever the pages, the order of arrival and the failures", async () => {
    const page = fc.array(fc.tuple(fc.nat(9), fc.boolean(), fc.nat(3)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(page, { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (pages, concurrency, pageCount) => {
          const trustors = pages.map((each) => each.map(([id]) => `id-${id}`));
          const behaviour = new Map(
            pages.flat().map(([id, fails, turns]) => [`id-${id}`, { fails, turns }]),
          );
          const overview = async (id: string): Promise<Response> => {
            const { fails = false, turns = 0 } = behaviour.get(id) ?? {};
            for (let turn = 0; turn < turns; turn++) await setImmediate();
            return fails ? json({}, 404) : overviewOf(id);
          };
          const { genesys, most } = connect({ pages: trustors, pageCount, overview });
          const items = await collect(genesys.trusteeOverviews({ concurrency }));
          // An empty page ends the listing; without a page count, so does one with nothing new.
          const seen = new Set<string>();
          for (const each of trustors) {
            const fresh = each.filter((id) => !seen.has(id));
            if (each.length === 0 || (!pageCount && fresh.length === 0)) break;
            for (const id of fresh) seen.add(id);
          }
          expect(ids(items).sort()).toEqual([...seen].sort());
          for (const { trustor, error } of items) {
            expect(error !== undefined).toBe(behaviour.get(trustor.id ?? "")?.fails);
          }
          expect(most()).toBeLessThanOrEqual(concurrency);
        },
      ),
    );
  });
});
