import { describe, expect, it } from "@jest/globals";
import type { Charge, ChargesDefinition, ViewDefinition } from "@billkit/core/charges";
import Big from "big.js";
import fc from "fast-check";
import { charges, totals } from "../src/index.js";
import { toArray } from "./support/charge.js";

const view = (fields: Partial<ViewDefinition>): ViewDefinition => ({
  view: "costs",
  operation: "list",
  rows: "/rows/*",
  basis: "metered",
  finalAfterDays: 0,
  amount: { at: "/price", currency: { constant: "USD" } },
  fields: {
    accountId: { constant: "a" },
    billingPeriod: "month",
    category: { constant: "usage" },
    service: { constant: "Acme" },
    item: "/item",
  },
  ...fields,
});

/** Responses by operation, as text, so that digits are preserved. */
async function read(
  views: readonly ViewDefinition[],
  answers: Readonly<Record<string, string | readonly string[]>>,
  period = "2026-06",
): Promise<Charge[]> {
  const definition: ChargesDefinition = {
    vendor: "acme",
    contract: "acme@1",
    operations: Object.fromEntries(Object.keys(answers).map((id) => [id, "billing"])),
    views,
  };
  const methods = Object.entries(answers).map(([id, texts]) => [
    id,
    () => ({
      async *pages() {
        for (const text of [texts].flat())
          yield await Promise.resolve({ data: undefined, response: new Response(text) });
      },
    }),
  ]);
  const client = { billing: Object.fromEntries(methods) as object };
  const source = { vendor: "acme", contract: "acme@1", client, definition, options: {} };
  return toArray(charges([source], { period }));
}

const list = (rows: readonly [item: string, price: string][]): string =>
  `{"rows":[${rows.map(([item, price]) => `{"item":${JSON.stringify(item)},"price":${price}}`).join()}]}`;
const sum = (rows: readonly Charge[]): string | undefined => totals(rows)[0]?.amount;

describe("rows of a contract", () => {
  it("preserves the digits of numbers and of text", async () => {
    const rows = await read([view({})], {
      list: list([
        ["a", "0.01999999999999999872"],
        ["b", '"12.50"'],
        ["c", "1e-7"],
      ]),
    });
    expect(rows.map(({ amount }) => amount)).toEqual([
      "0.01999999999999999872",
      "12.50",
      "0.0000001",
    ]);
  });

  it("reads minor units by currency", async () => {
    const minor = (currency: string): ViewDefinition =>
      view({ amount: { at: "/price", currency: { constant: currency }, unit: "minor" } });
    const answers = { list: list([["a", '"12345"']]) };
    expect(sum(await read([minor("USD")], answers))).toBe("123.45");
    expect(sum(await read([minor("JPY")], answers))).toBe("12345");
  });

  it("omits parent categories and adds a residual up to the vendor's total, as for Twilio", async () => {
    const rows = await read(
      [
        view({
          aggregates: { "/item": ["calls"] },
          total: { rows: { "/item": ["totalprice"] } },
        }),
      ],
      {
        list: list([
          ["calls", '"3.0"'],
          ["calls-inbound", '"1.0"'],
          ["calls-outbound", '"2.0"'],
          ["totalprice", '"3.25"'],
        ]),
      },
    );
    expect(rows.map(({ item, amount }) => `${item} ${amount ?? ""}`)).toEqual([
      "calls-inbound 1.0",
      "calls-outbound 2.0",
      "residual 0.25",
    ]);
    expect(sum(rows)).toBe("3.25");
  });

  it.each([
    ["an empty list", "[]"],
    ["no list", "null"],
  ])("adds the vendor's whole total as a residual for %s, as for Datadog", async (_, charges) => {
    const outer = view({
      rows: "/data/*/charges/*",
      total: { value: { outer: "/total" }, by: [{ outer: "/id" }] },
    });
    const data = [`{"id":"a","total":"100","charges":${charges}}`, `{"id":"b","total":"0"}`];
    const rows = await read([outer], { list: `{"data":[${data.join(",")}]}` });
    expect(rows.map(({ item, amount }) => [item, amount])).toEqual([["residual", "100"]]);
    expect(rows[0]?.evidence.pointer).toBe("/data/0/total");
  });

  it("divides no month's total that has no rows", async () => {
    const { fields } = view({});
    const monthly = view({
      rows: "/data/*/charges/*",
      total: { value: { outer: "/total" } },
      fields: { ...fields, chargePeriod: { start: { outer: "/date" }, length: "month" } },
    });
    const list = '{"data":[{"total":"100","date":"2026-06-01","charges":[]}]}';
    expect(sum(await read([monthly], { list }))).toBe("100");
    for (const period of ["2026-06-01..2026-06-15", "2026-06-10..2026-06-15"])
      await expect(read([monthly], { list }, period)).rejects.toThrow("choose whole months");
  });

  it.each<[string, Partial<ViewDefinition>, string, string | undefined]>([
    ["a page without rows", {}, '{"total":"20","rows":[]}', "20"],
    ["rows that aren't charges", { where: { "/item": ["b"] } }, '{"total":"20"}', undefined],
  ])("adds no second total for %s", async (_, fields, page, amount) => {
    const paged = view({ total: { value: { answer: "/total" } }, ...fields });
    const first = '{"total":"20","rows":[{"item":"a","price":"10"},{"item":"a","price":"10"}]}';
    expect(sum(await read([paged], { list: [first, page] }))).toBe(amount);
  });

  it("reads a total in the unit of the amounts", async () => {
    const amount = { at: "/price", currency: { constant: "USD" }, unit: "minor" } as const;
    const cents = view({ amount, total: { value: { answer: "/total" } } });
    const answers = [
      '{"total":1000,"rows":[]}',
      '{"total":1000,"rows":[{"item":"a","price":1000}]}',
    ];
    for (const list of answers)
      expect(new Big(sum(await read([cents], { list })) ?? "0").toFixed(2)).toBe("10.00");
    const free = { list: '{"total":"free","rows":[]}' };
    await expect(read([cents], free)).rejects.toThrow('list: the total has "free" for an amount');
  });

  it("counts Datadog's committed and on-demand charges once, without their total", async () => {
    const kinds = [
      ["committed", "10.5"],
      ["on_demand", "4.25"],
      ["total", "14.75"],
    ] as const;
    const rows = await read([view({ total: { rows: { "/item": ["total"] } } })], {
      list: list(kinds.map(([item, price]) => [item, price])),
    });
    expect(rows.map(({ item }) => item)).toEqual(["committed", "on_demand"]);
    expect(sum(rows)).toBe("14.75");
  });

  it("counts DigitalOcean's invoices once, without its history", async () => {
    const rows = await read(
      [
        view({ view: "invoices", basis: "invoiced" }),
        view({ view: "history", operation: "history" }),
      ],
      {
        list: list([["droplet", '"12.00"']]),
        history: list([
          ["Invoice", '"12.00"'],
          ["Payment", '"-12.00"'],
        ]),
      },
    );
    expect(rows).toHaveLength(3);
    expect(sum(rows)).toBe("12");
  });

  it("drops a version that another supersedes", async () => {
    const rows = await read(
      [view({}), view({ view: "estimated", operation: "estimate", supersededBy: ["costs"] })],
      { list: list([["a", "2"]]), estimate: list([["a", "1"]]) },
    );
    expect(rows.map(({ view: name }) => name)).toEqual(["costs"]);
  });

  it("assigns different ids to rows that differ only in their figures", async () => {
    const rows = await read([view({})], {
      list: list([
        ["a", "1"],
        ["a", "2"],
      ]),
    });
    expect(rows[1]?.id).toBe(`${rows[0]?.id ?? ""}-2`);
  });

  it("names the position of an invalid amount", async () => {
    await expect(read([view({})], { list: list([["a", '"12,50"']]) })).rejects.toThrow(
      'acme: list: the row at /rows/0 has "12,50" for an amount',
    );
  });

  it("adds up to the vendor's total over all rows, including the residual", async () => {
    const price = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => (cents / 100).toFixed(2));
    await fc.assert(
      fc.asyncProperty(fc.array(price, { maxLength: 8 }), price, async (prices, total) => {
        const items = prices.map((each, at): [string, string] => [`item-${at}`, each]);
        const rows = await read([view({ total: { rows: { "/item": ["total"] } } })], {
          list: list([...items, ["total", total]]),
        });
        expect(new Big(sum(rows) ?? "0").eq(total)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
