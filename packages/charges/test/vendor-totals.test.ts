import { describe, expect, it } from "@jest/globals";
import type { Charge, ViewDefinition } from "@billkit/core/charges";
import Big from "big.js";
import fc from "fast-check";
import { list, read, rowsOf, sum, view } from "./support/contract.js";

describe("a vendor's total", () => {
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
      await expect(read([monthly], { list }, { period })).rejects.toThrow("choose whole months");
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

  describe("of each organization", () => {
    const outer = view({
      rows: "/data/*/charges/*",
      total: { value: { outer: "/total" }, by: [{ outer: "/id" }] },
    });
    const data = (...ids: (string | undefined)[]): string =>
      JSON.stringify({
        data: ids.map((id, at) => ({
          id,
          total: at === 0 ? "100" : "50",
          charges: [{ item: "logs", price: at === 0 ? "90" : "50" }],
        })),
      });

    it("is compared with its own rows if the vendor leaves out the ids", async () => {
      const rows = await read([outer], { list: data(undefined, undefined) });
      expect(rows.map(({ item, amount }) => [item, amount])).toEqual([
        ["logs", "90"],
        ["logs", "50"],
        ["residual", "10"],
      ]);
    });

    it("counts once if every page has it", async () => {
      const page = (price: number): string =>
        JSON.stringify({ total: 100, rows: [{ item: "a", price }] });
      const paged = view({ total: { value: { answer: "/total" }, by: ["/invoice"] } });
      const rows = await read([paged], { list: [page(60), page(30)] });
      expect(rows.map(({ item, amount }) => [item, amount])).toEqual([
        ["a", "60"],
        ["a", "30"],
        ["residual", "10"],
      ]);
    });

    it("is rejected if another of the same id differs", async () => {
      await expect(read([outer], { list: data("a", "a") })).rejects.toThrow(
        "list: the totals at /data/0/total and /data/1/total are of the same rows but differ: 100 and 50",
      );
    });
  });

  it.each<[string, Parameters<typeof list>[0]]>([
    ["is absent", []],
    ["has no amount", [["totalprice", "null"]]],
  ])("is missed if it should be among the rows, which are kept, but %s", async (_, totals) => {
    const views = [view({ total: { rows: { "/item": ["totalprice"] } } })];
    const rows: Charge[] = [];
    const answers = { list: list([["calls", "3"], ...totals]) };
    const reading = async (): Promise<void> => {
      for await (const row of rowsOf(views, answers)) rows.push(row);
    };
    await expect(reading()).rejects.toThrow("acme: list returned rows without their total");
    expect(rows).toHaveLength(1);
  });

  it.each([
    ["counts once", '"5"', ["calls", "residual"]],
    ["counts once", "null", ["calls", "residual"]],
    ["is rejected", '"6"', undefined],
  ])("%s if it is repeated among the rows as %s", async (_, repeated, items) => {
    const views = [view({ total: { rows: { "/item": ["totalprice"] } } })];
    const pages = [
      ["calls", "3"],
      ["totalprice", '"5.0"'],
      ["totalprice", repeated],
    ] as const;
    const reading = read(views, { list: pages.map(([item, price]) => list([[item, price]])) });
    if (items === undefined)
      await expect(reading).rejects.toThrow("are of the same rows but differ: 5.0 and 6");
    else expect((await reading).map(({ item }) => item)).toEqual(items);
  });

  it("of one team's response is compared with the rows of that team", async () => {
    const teams = view({
      each: [{ name: "team", operation: "teams", items: "/teams/*" }],
      arguments: { id: { loop: "team", at: "/id" } },
      total: { value: { answer: "/total" } },
    });
    const bill = (total: number, price: number): string =>
      JSON.stringify({ total, rows: [{ item: "a", price }] });
    const answers = {
      teams: '{"teams":[{"id":"a"},{"id":"b"}]}',
      list: new Map([
        ["a", bill(10, 10)],
        ["b", bill(20, 15)],
      ]),
    };
    const rows = await read([teams], answers);
    expect(rows.map(({ item, amount }) => [item, amount])).toEqual([
      ["a", "10"],
      ["a", "15"],
      ["residual", "5"],
    ]);
  });

  it("is compared with rows of its own operation's teams, or fails", async () => {
    const teams = (operation: string, own: Partial<ViewDefinition>): ViewDefinition =>
      view({
        each: [{ name: "team", operation, items: "/teams/*" }],
        arguments: { id: { loop: "team", at: "/id" } },
        ...own,
      });
    const total = { value: { loop: "team", at: "/total" } };
    const team = (id: string, sum: number): string => `{"teams":[{"id":"${id}","total":${sum}}]}`;
    const answers = {
      teams: team("a", 10),
      archived: team("b", 7),
      list: new Map([
        ["a", list([["calls", "8"]])],
        ["b", list([["calls", "7"]])],
      ]),
    };
    const rows = await read([teams("teams", { total }), teams("archived", { total })], answers);
    expect(rows.map(({ item, amount }) => [item, amount])).toEqual([
      ["calls", "8"],
      ["calls", "7"],
      ["residual", "2"],
    ]);
    const taxes = teams("archived", { where: { "/item": ["calls"] } });
    await expect(read([teams("teams", { total }), taxes], answers)).rejects.toThrow(
      "acme: teams: the total 10 USD can't be compared with the rows of list, which may belong to another item",
    );
    answers.list.set("b", list([["calls", "0"]]));
    const free = await read([teams("teams", { total }), taxes], answers);
    expect(free.map(({ amount }) => amount)).toEqual(["8", "0", "2"]);
  });

  it("isn't rejected for a zero in another currency", async () => {
    const amount = { at: "/price", currency: "/currency" };
    const mixed = view({ amount, total: { rows: { "/item": ["totalprice"] } } });
    const rows = [
      { item: "calls", price: "3", currency: "usd" },
      { item: "sms", price: "0.00", currency: "eur" },
      { item: "totalprice", price: "5", currency: "usd" },
    ];
    const read1 = await read([mixed], { list: JSON.stringify({ rows }) });
    expect(read1.map(({ item, currency }) => [item, currency])).toEqual([
      ["calls", "USD"],
      ["sms", "EUR"],
      ["residual", "USD"],
    ]);
  });

  it("is rejected if it covers rows in another currency", async () => {
    const mixed = view({
      amount: { at: "/price", currency: "/currency" },
      total: { rows: { "/item": ["totalprice"] } },
    });
    const row = (item: string, price: string, currency: string): object => ({
      ...{ item, price, currency },
    });
    const rows = [row("calls", "3", "usd"), row("sms", "2", "eur")];
    const body = (...total: object[]): string => JSON.stringify({ rows: [...rows, ...total] });
    const usd = row("totalprice", "5", "usd");
    const unknown = { ...row("totalprice", "", "eur"), price: null };
    for (const list of [body(usd), body(usd, unknown)])
      await expect(read([mixed], { list })).rejects.toThrow(
        "acme: list: the total 5 USD covers rows in EUR, which can't be added to it",
      );
    const both = await read([mixed], { list: body(usd, row("totalprice", "2", "eur")) });
    expect(both.map(({ item, amount, currency }) => [item, amount, currency])).toEqual([
      ["calls", "3", "USD"],
      ["sms", "2", "EUR"],
      ["residual", "2", "USD"],
    ]);
  });
});
