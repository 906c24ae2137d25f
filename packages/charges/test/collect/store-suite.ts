import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/core/charges";
import { ChargesError } from "../../src/index.js";
import type { Replacement, Revision, Store } from "../../src/collect/index.js";
import { toArray, unpriced } from "../support/charge.js";
import { testFinalPartitions } from "./final-partitions-suite.js";
import { testSharedPartitions } from "./shared-partitions-suite.js";
import type { StoreUnderTest } from "./support/store-under-test.js";
import { amounts, collectRows, july, june, now, states } from "./support/account.js";

const revised = async (store: Store): Promise<Revision[]> => toArray(store.revisions());

/** What every store guarantees. */
export function testStore(title: string, create: () => StoreUnderTest): void {
  describe(`${title} store`, () => {
    const under = create();
    let store: Store;
    beforeEach(async () => {
      store = await under.open();
    });
    afterEach(async () => {
      await store.close();
      await under.end();
    });

    it("stores every field of a row, and exact figures", async () => {
      const row = june("a", "0.01999999999999999872", {
        accountName: "Ümlaut 'quoted' \"x\"",
        subAccountId: "s",
        sku: "sku",
        description: "two\nlines",
        invoiceId: "i",
        quantity: "12345678901234567890.5",
        unit: "GB",
        unitPrice: "-1e-7",
        listAmount: "99999999999999.000000000000000000000001",
        dimensions: { team: "core", tags: ["a", "b"] },
      });
      await collectRows(store, [row]);
      const [stored] = await toArray(store.charges());
      const { requestId, sha256, ...evidence } = stored?.evidence ?? ({} as Charge["evidence"]);
      expect(stored).toMatchObject({ ...row, unitPrice: "-0.0000001", evidence });
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    });

    it("replaces characters that aren't text by U+FFFD, wherever they are", async () => {
      const rowOf = (bad: string): Charge => {
        const text = `a${bad}\u{1f600}`;
        const fields = { accountId: text, view: text, item: text, accountName: text };
        const evidence = { ...june("", "0").evidence, operation: text };
        return june(text, "1", { ...fields, evidence, dimensions: { [text]: [text], t: text } });
      };
      const { operation } = rowOf("\ufffd").evidence;
      const expected = { ...rowOf("\ufffd"), evidence: { operation } };
      const replacements: Replacement[] = [];
      for (const bad of ["\u0000", "\ud800", "\udc00"]) {
        replacements.push(await collectRows(store, [rowOf(bad)], { body: `"${bad}"` }));
        const stored = await toArray(store.charges());
        expect(stored).toMatchObject([expected]);
        for (const row of stored)
          expect(await store.body(row, row.evidence.sha256)).toBe('"\ufffd"');
      }
      expect(replacements).toMatchObject([{ added: 1 }, { unchanged: 1 }, { unchanged: 1 }]);
    });

    it("changes nothing the second time", async () => {
      const rows = [june("a", "1"), june("b", "2"), july("c", "3"), unpriced({ id: "d" })];
      const span = { period: "2026-06-10..2026-07-05" };
      expect(await collectRows(store, rows, span)).toMatchObject({
        ...{ rows: 4, added: 2, replaced: 0, unchanged: 0, revisions: [] },
      });
      const before = [await amounts(store), await states(store)];
      expect(await collectRows(store, [...rows].reverse(), span)).toMatchObject({
        ...{ added: 0, replaced: 0, unchanged: 2, revisions: [] },
      });
      expect([await amounts(store), await states(store)]).toEqual(before);
    });

    it("replaces a changed partition as a whole and stores both totals", async () => {
      await collectRows(store, [july("a", "1.10"), july("b", "2.2"), june("old", "7")], {
        period: "2026-06-01..2026-07-31",
      });
      const result = await collectRows(store, [july("b", "2.25"), july("c", "0.000001")], {
        period: "2026-07",
      });
      expect(result).toMatchObject({ added: 0, replaced: 1, unchanged: 0, finalChanged: [] });
      expect(await amounts(store)).toEqual(["b 2.25", "c 0.000001", "old 7"]);
      const [revision, ...others] = await revised(store);
      expect(others).toEqual([]);
      expect(revision).toMatchObject({
        ...{ vendor: "acme", accountId: "a-1", view: "costs", revision: 1, currency: "USD" },
        ...{ amountBefore: "3.3", amountAfter: "2.250001", rowsBefore: 2, rowsAfter: 2 },
        ...{ wasFinal: false, runId: result.run.id },
      });
    });

    it("writes a revision per currency and never mixes them", async () => {
      await collectRows(store, [june("a", "1"), june("b", "2", { currency: "EUR" })]);
      await collectRows(store, [june("a", "3")]);
      expect(
        (await revised(store)).map(({ currency, amountBefore, amountAfter }) => ({
          ...{ currency, amountBefore, amountAfter },
        })),
      ).toEqual([
        { currency: "EUR", amountBefore: "2", amountAfter: null },
        { currency: "USD", amountBefore: "1", amountAfter: "3" },
      ]);
    });

    it("removes a missing partition, and continues its revision numbers when it returns", async () => {
      await collectRows(store, [june("a", "1")]);
      expect(await collectRows(store, [])).toMatchObject({ replaced: 1, rows: 0 });
      expect(await amounts(store)).toEqual([]);
      expect(await collectRows(store, [june("a", "2")])).toMatchObject({ replaced: 1 });
      expect(
        (await revised(store)).map(({ revision, amountBefore, amountAfter }) => ({
          ...{ revision, amountBefore, amountAfter },
        })),
      ).toEqual([
        { revision: 1, amountBefore: "1", amountAfter: null },
        { revision: 2, amountBefore: null, amountAfter: "2" },
      ]);
    });

    it("leaves months unchanged that weren't read", async () => {
      await collectRows(store, [june("a", "1"), july("b", "2")], {
        period: "2026-06-01..2026-07-31",
      });
      expect(await collectRows(store, [], { period: "2026-07" })).toMatchObject({ replaced: 1 });
      expect(await amounts(store)).toEqual(["a 1"]);
    });

    it("replaces nothing if a part can't be read", async () => {
      await collectRows(store, [june("a", "1")]);
      const failing = collectRows(store, [june("b", "2")], { failure: new Error("no more") });
      await expect(failing).rejects.toThrow(ChargesError);
      expect(await amounts(store)).toEqual(["a 1"]);
      expect(await revised(store)).toEqual([]);
    });

    it("announces each change before it takes effect, and applies none if that fails", async () => {
      await collectRows(store, [june("a", "1"), june("b", "2"), june("c", "3", { view: "usage" })]);
      const announced: unknown[] = [];
      const next = [june("b", "2.5"), june("d", "4")];
      const failing = collectRows(store, next, { onChange: () => Promise.reject(new Error("no")) });
      await expect(failing).rejects.toThrow("no");
      expect(await amounts(store)).toEqual(["a 1", "b 2", "c 3"]);
      await collectRows(store, next, {
        async onChange({ view, rows, removed }) {
          announced.push([view, rows.map(({ id }) => id), removed]);
          expect(await amounts(store)).toEqual(["a 1", "b 2", "c 3"]);
        },
      });
      expect(announced).toEqual([
        ["costs", ["b", "d"], ["a"]],
        ["usage", [], ["c"]],
      ]);
    });

    it("rejects rows that share an id", async () => {
      await expect(collectRows(store, [june("a", "1"), june("a", "2")])).rejects.toThrow(
        "acme: several rows of costs have one id; ids must be unique.",
      );
      expect(await amounts(store)).toEqual([]);
    });

    it("keeps the bodies that rows were read from: the latest for open rows, each for final ones", async () => {
      const bodyOf = async (id: string): Promise<string | undefined> => {
        const row = (await toArray(store.charges())).find((each) => each.id === id);
        return row && store.body(row, row.evidence.sha256);
      };
      await collectRows(store, [june("a", "1"), july("b", "1")], {
        period: "2026-06-01..2026-07-31",
      });
      const [first] = await toArray(store.charges());
      const hash = first?.evidence.sha256 ?? "";
      expect(await bodyOf("a")).toBe('{"amount":"1"}');
      await collectRows(store, [june("a", "2"), july("b", "2")], {
        period: "2026-06-01..2026-07-31",
      });
      expect([await bodyOf("a"), await bodyOf("b")]).toEqual(['{"amount":"2"}', '{"amount":"2"}']);
      expect(await store.body(june("a", "1"), hash)).toBe('{"amount":"1"}');
      expect(await store.body(july("b", "1"), hash)).toBeUndefined();
    });

    it("finds an account's latest run, whatever its name", async () => {
      const name = `../*: ${"ä".repeat(200)}`;
      expect(await store.lastRun(name)).toBeUndefined();
      const { run } = await collectRows(store, [june("a", "1")], { name });
      expect(await store.lastRun(name)).toEqual(run);
      expect(await store.lastRun("acme")).toBeUndefined();
    });

    it("stores rows of accounts whose ids look like paths", async () => {
      const ids = ["../x", "a/b", "%2e", "x".repeat(400), `${"x".repeat(400)}y`, ".", "é=1"];
      for (const accountId of ids)
        await collectRows(store, [june(`of ${accountId}`, "1", { accountId })], {
          name: accountId,
        });
      const stored = await toArray(store.charges());
      expect(stored.map(({ accountId }) => accountId).sort()).toEqual([...ids].sort());
      expect(await toArray(store.charges({ accountId: "a/b", vendor: "acme" }))).toHaveLength(1);
    });

    it("resumes a round of the same period within half a day, until it has ended", async () => {
      const period = { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" };
      const other = { ...period, end: "2026-08-01T00:00:00.000Z" };
      const first = await store.beginRound(period, now);
      expect(first.isResumed).toBe(false);
      expect(await store.beginRound(period, now + 1000)).toEqual({ ...first, isResumed: true });
      expect((await store.beginRound(other, now)).isResumed).toBe(false);
      const second = await store.beginRound(period, now);
      await store.endRound(second.id);
      const third = await store.beginRound(period, now);
      expect(third).toMatchObject({ isResumed: false });
      expect((await store.beginRound(period, now + 43_200_001)).isResumed).toBe(false);
    });

    testFinalPartitions(() => store);
    testSharedPartitions(() => store, under);
  });
}
