import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dig } from "../src/engine/json.js";
import type { DeepgramUsage, GenesysCloudTrustor } from "../src/index.js";
import { now } from "./support/client.js";
import { openInMemory } from "./support/memory.js";

/** An amount from JSON in units of 10⁻⁸, from its digits alone. */
function exact(amount: unknown): bigint {
  const digits = (amount as number).toFixed(8);
  expect(Number(digits)).toBe(amount);
  return BigInt(digits.replace(".", ""));
}

const sum = (amounts: readonly unknown[]) =>
  amounts.reduce<bigint>((total, amount) => total + exact(amount), 0n);

/** A group in a response: its day and the fields that the query groups by. */
function labelOf({ date, ...usage }: DeepgramUsage, groups: readonly string[]): string {
  const by = (name: "accessor" | "deployment" | "line_item" | "tags") =>
    groups.includes(name) ? usage[name] : null;
  return JSON.stringify({
    start: date,
    end: date,
    accessor: by("accessor"),
    deployment: by("deployment"),
    line_item: by("line_item"),
    tags: by("tags"),
  });
}

const names = ["a", "b", "c"];
const dollars = fc
  .oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 99_999_999_999_999 }))
  .map((units) => units / 1e8);
const usage: fc.Arbitrary<DeepgramUsage> = fc.record({
  date: fc.integer({ min: 1, max: 9 }).map((day) => `2026-06-0${day}`),
  accessor: fc.constantFrom(...names),
  deployment: fc.constantFrom("hosted", "beta", "self-hosted", "dedicated"),
  line_item: fc.constantFrom(...names),
  tags: fc.subarray(names),
  dollars,
});
const filter = fc.record(
  {
    accessor: fc.constantFrom(...names),
    tag: fc.constantFrom(...names),
    line_item: fc.constantFrom(...names),
    deployment: fc.constantFrom("hosted", "beta", "self-hosted"),
    start: fc.constantFrom("2026-06-01", "2026-06-03"),
    end: fc.constantFrom("2026-06-05", "2026-06-09"),
  },
  { requiredKeys: [] },
);
const grouping = fc.subarray(["accessor", "deployment", "line_item", "tags"]);
const project_id = "11111111-1111-4111-8111-111111111111";

describe("for any usage", () => {
  it("groups add up exactly to what matches the filter, with any grouping and filter", async () => {
    const { sandbox, get, key } = await openInMemory();
    await fc.assert(
      fc.asyncProperty(
        fc.array(usage, { maxLength: 40 }),
        filter,
        grouping,
        async (used, by, groups) => {
          const project = { project_id, usage: used };
          sandbox.control.setState({
            vendors: { deepgram: { accounts: [{ keys: [key], projects: [project] }] } },
          });
          const query = new URLSearchParams(by);
          for (const group of groups) query.append("grouping", group);
          const breakdown = await get(`/${project_id}/billing/breakdown?${query.toString()}`);
          const results = dig(breakdown, "results") as { dollars: number; grouping: object }[];
          const matching = used.filter(
            (each) =>
              (by.accessor ?? each.accessor) === each.accessor &&
              (by.line_item ?? each.line_item) === each.line_item &&
              (by.deployment ?? each.deployment) === each.deployment &&
              (by.tag === undefined || each.tags.includes(by.tag)) &&
              (by.start ?? each.date) <= each.date &&
              (by.end ?? each.date) >= each.date,
          );
          expect(sum(results.map((result) => result.dollars))).toBe(
            sum(matching.map((each) => each.dollars)),
          );
          const labels = results.map((result) => JSON.stringify(result.grouping));
          expect(new Set(labels).size).toBe(labels.length);
          const wanted = matching.map((each) => labelOf(each, groups));
          expect(new Set(labels)).toEqual(new Set(wanted));
          for (const [index, { dollars: group }] of results.entries()) {
            const own = matching.filter((_, each) => wanted[each] === labels[index]);
            expect(exact(group)).toBe(sum(own.map((each) => each.dollars)));
          }
        },
      ),
      { numRuns: 150, seed: 1 },
    );
  });

  it("usage is deducted from the balances to the last digit, one balance after another", async () => {
    const { sandbox, get, key } = await openInMemory();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ amount: dollars, units: fc.constantFrom("usd", "hour") }), {
          maxLength: 4,
        }),
        fc.array(usage, { minLength: 1, maxLength: 6 }),
        async (balanceInputs, used) => {
          const balances = balanceInputs.map((each, index) => ({
            balance_id: `b${index}`,
            ...each,
          }));
          const project = { project_id, balances };
          sandbox.control.setState({
            vendors: { deepgram: { accounts: [{ keys: [key], projects: [project] }] } },
          });
          for (const each of used)
            sandbox.control.act("deepgram", "usage", { project_id, ...each });
          const { balances: left } = (await get(`/${project_id}/balances`)) as {
            balances: { amount: number; units: string }[];
          };
          const of = (units: string, all: readonly { amount: number; units: string }[]) =>
            all.filter((each) => each.units === units).map(({ amount }) => amount);
          expect(of("hour", left)).toEqual(of("hour", balances));
          const [before, after] = [of("usd", balances), of("usd", left)];
          const due = before.length === 0 ? 0n : sum(used.map((each) => each.dollars));
          expect(sum(before) - sum(after)).toBe(due);
          for (const [index, amount] of after.slice(0, -1).entries()) {
            expect(amount).toBeGreaterThanOrEqual(0);
            // A balance is used only when those before it are empty.
            if (amount > 0) expect(after.slice(index + 1)).toEqual(before.slice(index + 1));
          }
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it("amounts too large for exact sums are rejected", async () => {
    const { sandbox } = await openInMemory();
    const add = { project_id: sandbox.deepgram.projectId, accessor: "a", line_item: "b" };
    const act = (amount: number) => () => {
      sandbox.control.act("deepgram", "usage", { ...add, dollars: amount });
    };
    expect(act(10_000_001)).toThrow('/dollars: must match format "amount"');
    act(9_000_000)();
    expect(act(9_000_000)).toThrow("/dollars: is more than 10000000 dollars in all");
  });
});

describe("as time passes", () => {
  it("balances fall by the usage of the days that have ended, in any number of steps", async () => {
    let time = now;
    const [stepping, jumping] = [
      await openInMemory({ now: () => time }),
      await openInMemory({ now: () => time }),
    ];
    const states = ({ sandbox }: typeof stepping) =>
      sandbox.control.state().vendors.deepgram.accounts[0]?.projects[0];
    const before = states(stepping);
    for (let hour = 0; hour < 24 * 12; hour += 7) {
      time = now + hour * 3_600_000;
      states(stepping);
    }
    time = now + 12 * 86_400_000;
    const after = states(stepping);
    expect(after).toEqual(states(jumping));
    const added = (after?.usage ?? []).slice(before?.usage.length);
    expect(new Set(added.map(({ date }) => date)).size).toBe(12);
    const inDollars = (project: typeof before) =>
      (project?.balances ?? []).filter(({ units }) => units === "usd").map(({ amount }) => amount);
    expect(sum(inDollars(before)) - sum(inDollars(after))).toBe(
      sum(added.map((each) => each.dollars)),
    );
  });

  it("periods grow, close and follow each other, in any number of steps", async () => {
    let time = now;
    const [stepping, jumping] = [
      await openInMemory({ now: () => time }),
      await openInMemory({ now: () => time }),
    ];
    const trustors = ({ sandbox }: typeof stepping): GenesysCloudTrustor[] =>
      sandbox.control.state().vendors["genesys-cloud"].organizations[0]?.trustors ?? [];
    const before = trustors(stepping);
    for (let day = 0; day < 100; day += 1) {
      time = now + day * 86_400_000 + (day % 7) * 3_599_999;
      trustors(stepping);
    }
    time = now + 100 * 86_400_000;
    const after = trustors(stepping);
    expect(after).toEqual(trustors(jumping));
    for (const [index, { periods }] of after.entries()) {
      const old = before[index]?.periods ?? [];
      const added = periods.length - old.length;
      expect(added).toBeGreaterThanOrEqual(3);
      expect(periods.slice(added + 1)).toEqual(old.slice(1));
      expect(periods[added]?.id).toBe(old[0]?.id);
      for (const [number, period] of periods.slice(0, -1).entries()) {
        const earlier = Date.parse(periods[number + 1]?.billingPeriodEndDate ?? "");
        expect(Date.parse(period.billingPeriodStartDate)).toBe(earlier + 1000);
      }
    }
    const [, , ramping] = after;
    expect(ramping?.periods.map(({ inRampPeriod }) => inRampPeriod).slice(0, 3)).toEqual([
      false,
      true,
      true,
    ]);
    expect(ramping?.periods[0]).not.toHaveProperty("rampPeriodEndDate");
  });

  it("usage added to the active period stays in it when it closes", async () => {
    let time = now;
    const [plain, more] = [
      await openInMemory({ now: () => time }),
      await openInMemory({ now: () => time }),
    ];
    const trustorOrgId = plain.sandbox.genesysCloud.trustorOrgId;
    const partNumber = "GC-170-STORAGE";
    more.sandbox.control.act("genesys-cloud", "usage", {
      trustorOrgId,
      partNumber,
      quantity: "0.10000001",
    });
    time = now + 30 * 86_400_000;
    const used = ({ sandbox }: typeof plain) => {
      const [organization] = sandbox.control.state().vendors["genesys-cloud"].organizations;
      const usages = organization?.trustors[0]?.periods[1]?.usages;
      const quantity = usages?.find((each) => each.partNumber === partNumber)?.usageQuantity ?? "";
      const [whole = "", places = ""] = quantity.split(".");
      return BigInt(whole + places.padEnd(8, "0"));
    };
    expect(used(more) - used(plain)).toBe(10_000_001n);
  });
});
