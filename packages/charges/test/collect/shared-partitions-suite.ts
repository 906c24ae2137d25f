import { expect, it } from "@jest/globals";
import type { Store } from "../../src/collect/index.js";
import type { StoreUnderTest } from "./support/store-under-test.js";
import { amounts, collectRows, june, now, states } from "./support/account.js";

/** What every store guarantees of partitions that several runs or accounts write. */
export function testSharedPartitions(
  store: () => Store,
  { reopen, forget }: Pick<StoreUnderTest, "reopen" | "forget">,
): void {
  it("keeps rows that another account still sees", async () => {
    await collectRows(store(), [june("a", "1")], { name: "first" });
    expect(await collectRows(store(), [june("a", "1")], { name: "second" })).toMatchObject({
      ...{ added: 0, replaced: 0, unchanged: 1 },
    });
    await collectRows(store(), [], { name: "first" });
    expect(await amounts(store())).toEqual(["a 1"]);
    expect(await states(store())).toMatchObject([{ accounts: ["second"] }]);
    await collectRows(store(), [], { name: "second" });
    expect(await amounts(store())).toEqual([]);
  });

  it("removes rows that only an account whose record was removed still sees", async () => {
    const names = ["us", "other", "us-prod"];
    for (const name of names) await collectRows(store(), [june("a", "1")], { name });
    await forget("us");
    for (const name of names.slice(1)) {
      expect(await amounts(store())).toEqual(["a 1"]);
      await collectRows(store(), [], { name });
    }
    expect(await amounts(store())).toEqual([]);
  });

  it("never replaces rows with ones that were read earlier", async () => {
    await collectRows(store(), [june("a", "2")], { now: () => now });
    const late = await collectRows(store(), [june("a", "1")], { now: () => now - 1000 });
    const outdatedBy = new Date(now).toISOString();
    expect(late).toMatchObject({ outdated: 1, outdatedBy, replaced: 0, unchanged: 0 });
    expect(await amounts(store())).toEqual(["a 2"]);
    const same = await collectRows(store(), [june("a", "2")], { now: () => now - 1000 });
    expect(same).toMatchObject({ outdated: 0, unchanged: 1 });
    expect(same).not.toHaveProperty("outdatedBy");
  });

  it("counts rows of another account that it didn't store, because a later run's are other ones", async () => {
    await collectRows(store(), [june("a", "2")], { name: "first" });
    const late = { name: "second", now: () => now - 1000 };
    const result = await collectRows(store(), [june("a", "1")], late);
    expect(result).toMatchObject({ outdated: 1, unchanged: 0, replaced: 0 });
    expect(await states(store())).toMatchObject([{ accounts: ["first", "second"] }]);
  });

  it("replaces, confirms or removes what a run with a clock ahead had written", async () => {
    const ahead = { now: () => now + 300_001 };
    const same = june("b", "1", { view: "usage" });
    await collectRows(store(), [june("a", "1"), same, june("c", "1", { view: "x" })], ahead);
    const result = await collectRows(store(), [june("a", "2"), same]);
    expect(result).toMatchObject({ outdated: 0, replaced: 2, unchanged: 1 });
    expect(await amounts(store())).toEqual(["a 2", "b 1"]);
    const startedAt = new Date(now).toISOString();
    expect(await states(store())).toMatchObject([{ startedAt }, { startedAt }]);
  });

  it("protects rows of a run that began minutes later, however long this one took", async () => {
    await collectRows(store(), [june("a", "2")], { now: () => now + 3_600_000 });
    const instants = [now, now + 3_600_000];
    const slow = { now: () => instants.shift() ?? now + 3_700_000 };
    expect(await collectRows(store(), [june("a", "1")], slow)).toMatchObject({ outdated: 1 });
  });

  it("keeps rows that an account saw while another one's later run wrote them", async () => {
    await collectRows(store(), [june("a", "1")], { name: "second", now: () => now });
    await collectRows(store(), [june("a", "1")], { name: "first", now: () => now - 1000 });
    expect(await states(store())).toMatchObject([{ accounts: ["first", "second"] }]);
    await collectRows(store(), [], { name: "second", now: () => now + 1000 });
    expect(await amounts(store())).toEqual(["a 1"]);
  });

  it("removes rows later that an outdated run no longer saw", async () => {
    const both = ["first", "second"];
    for (const name of both) await collectRows(store(), [june("a", "1")], { name });
    await collectRows(store(), [june("a", "2")], { name: "second", now: () => now + 2000 });
    await collectRows(store(), [], { name: "first", now: () => now + 1000 });
    for (const name of both) await collectRows(store(), [], { name, now: () => now + 3000 });
    expect(await amounts(store())).toEqual([]);
  });

  it("shows concurrent writers' rows to a third connection", async () => {
    const [other, third] = [await reopen(), await reopen()];
    await Promise.all([
      collectRows(store(), [june("a", "1")], { name: "one" }),
      collectRows(other, [june("b", "2", { accountId: "a-2" })], { name: "two" }),
    ]);
    expect(await amounts(third)).toEqual(["a 1", "b 2"]);
    await Promise.all([other.close(), third.close()]);
  });
}
