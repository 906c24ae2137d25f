import { expect, it } from "@jest/globals";
import type { Store } from "../../src/collect/index.js";
import { sha256 } from "../../src/sha256.js";
import { collectRows, july, june, now, states } from "./support/account.js";

/** What every store guarantees of partitions that the vendor has finished. */
export function testFinalPartitions(store: () => Store): void {
  it("reports a final partition that changes anyway", async () => {
    await collectRows(store(), [june("a", "1")]);
    const { finalChanged } = await collectRows(store(), [june("a", "1.5")]);
    expect(finalChanged).toMatchObject([{ amountBefore: "1", amountAfter: "1.5", wasFinal: true }]);
  });

  it("writes no revision for rows that only become final", async () => {
    await collectRows(store(), [june("a", "1", { final: false })]);
    const result = await collectRows(store(), [june("a", "1")]);
    expect(result).toMatchObject({ replaced: 1, revisions: [] });
    expect(await states(store())).toMatchObject([{ final: true, openRows: 0, revision: 0 }]);
  });

  it("makes a partition final whose rows stay the same, once its billing period is over", async () => {
    const row = july("a", "1", { final: true });
    const inJuly = { period: "2026-07", now: () => now };
    const inAugust = { period: "2026-07", now: () => Date.UTC(2026, 7, 2) };
    await collectRows(store(), [row], inJuly);
    expect(await states(store())).toMatchObject([{ final: false, openRows: 0 }]);
    const { run, ...result } = await collectRows(store(), [row], inAugust);
    expect(result).toMatchObject({ replaced: 0, unchanged: 1, revisions: [] });
    expect(await states(store())).toMatchObject([{ final: true, revision: 0, runId: run.id }]);
    // A clock that is behind.
    await collectRows(store(), [row], inJuly);
    expect(await states(store())).toMatchObject([{ final: true }]);
    const { finalChanged } = await collectRows(store(), [july("a", "2")], inAugust);
    expect(finalChanged).toMatchObject([{ amountBefore: "1", amountAfter: "2", wasFinal: true }]);
    const sha = await sha256('{"amount":"1"}');
    expect(await store().body(row, sha)).toBe('{"amount":"1"}');
  });
}
