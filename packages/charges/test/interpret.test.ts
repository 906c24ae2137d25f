import { describe, expect, it } from "@jest/globals";
import type { Charge, ChargeRule, ViewDefinition } from "@billkit/core/charges";
import { ChargesError } from "../src/index.js";
import { list, read, rowsOf, sum, view } from "./support/contract.js";

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

  it.each<[string, object, Partial<ViewDefinition>]>([
    ["of another period", { date: "2026-07-01" }, {}],
    ["that is an aggregate", { item: "all" }, { aggregates: { "/item": ["all"] } }],
    ["that isn't used", { price: 0 }, { omitZero: true }],
  ])("ignores the currency of a row %s", async (_, other, fields) => {
    const row = { date: "2026-06-02", currency: "EUR", item: "a", price: 2 };
    const rule: ChargeRule = ({ row: at }) => ({ amount: at("/price") ?? "0" });
    const priced = view({
      ...{ rule: "price", currency: "/currency", amount: undefined as never },
      fields: { ...view({}).fields, chargePeriod: { start: "/date", length: "day" } },
      ...fields,
    });
    const body = { list: JSON.stringify({ rows: [{ ...row, currency: "", ...other }, row] }) };
    expect(await read([priced], body, { rules: { price: rule } })).toMatchObject([
      { amount: "2", currency: "EUR" },
    ]);
  });

  it("loses only the call whose rows have an amount without a currency, and names it", async () => {
    const rule: ChargeRule = ({ row }) => ({ amount: row("/price") ?? "0" });
    const customers = view({
      operation: "bill",
      each: [{ name: "customer", operation: "customers", items: "/customers/*" }],
      arguments: { id: { loop: "customer", at: "/id" } },
      currency: { answer: "/currency" },
      rule: "price",
      amount: undefined as never,
    });
    const bill = (currency: string): string =>
      `{"currency":${currency},"rows":[{"item":"a","price":2}]}`;
    const answers = {
      customers: '{"customers":[{"id":"c-1"},{"id":"c-2"}]}',
      bill: new Map([
        ["c-1", bill("null")],
        ["c-2", bill('"EUR"')],
      ]),
    };
    const rows: Charge[] = [];
    const reading = async (): Promise<void> => {
      for await (const row of rowsOf([customers], answers, { rules: { price: rule } }))
        rows.push(row);
    };
    const failed: unknown = await reading().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ChargesError);
    expect(String(failed)).toContain('acme: bill (id "c-1"): the row at /rows/0 has no currency');
    expect(rows).toMatchObject([{ amount: "2", currency: "EUR" }]);
  });

  describe("of invoices", () => {
    const { fields } = view({});
    const invoices = (items: string): ViewDefinition =>
      view({
        operation: "items",
        each: [{ name: "invoice", operation: "invoices", items, within: "/period" }],
        arguments: { id: { loop: "invoice", at: "/id" } },
        total: { value: { loop: "invoice", at: "/amount" } },
        fields: {
          ...fields,
          billingPeriod: { start: { loop: "invoice", at: "/period" }, length: "month" },
        },
      });
    const invoice = '{"id":"i-1","period":"2026-06","amount":"12"}';
    const items = list([["droplet", '"12"']]);

    it("reads an invoice that is listed twice only once", async () => {
      const twice = `{"invoices":[${invoice},${invoice}]}`;
      const rows = await read([invoices("/invoices/*")], { invoices: twice, items });
      expect(rows.map(({ item, amount }) => [item, amount])).toEqual([["droplet", "12"]]);
    });

    it.each(["null", '"June 2026"'])("fails if an invoice's period is %s", async (period) => {
      const body = `{"invoices":[${invoice},{"id":"i-2","period":${period},"amount":"5"}]}`;
      // Taxes are read from the same invoices, and it is one failure.
      const views = [invoices("/invoices/*"), invoices("/invoices/*")];
      const failed: unknown = await read(views, { invoices: body, items }).catch(
        (error: unknown) => error,
      );
      expect(failed).toBeInstanceOf(ChargesError);
      expect((failed as ChargesError).errors).toHaveLength(1);
      expect(String(failed)).toContain(
        "acme: invoices: the item at /invoices/1 has no period that can be read",
      );
    });

    it("fails for a preview without a period", async () => {
      const body = '{"preview":{"id":"preview","amount":"5"}}';
      await expect(read([invoices("/preview")], { invoices: body, items })).rejects.toThrow(
        "acme: invoices: the item at /preview has no period that can be read",
      );
    });

    it.each(["null", "{}", '""', "false", '{"id":"","amount":"-0.00","items":[{}]}'])(
      "has no rows of the preview %s",
      async (preview) => {
        const body = `{"preview":${preview}}`;
        expect(await read([invoices("/preview")], { invoices: body, items })).toEqual([]);
      },
    );

    it("compares each with its own total if the vendor leaves out their ids", async () => {
      const other = invoice.replace("i-1", "i-2").replace('"12"', '"20"');
      const answers = {
        invoices: `{"invoices":[${invoice},${other}]}`,
        items: new Map([
          ["i-1", items],
          ["i-2", list([["volume", '"15"']])],
        ]),
        taxes: list([["tax", '"2"']]),
      };
      const [each] = [invoices("/invoices/*")];
      const taxes = { ...each, operation: "taxes" };
      Reflect.deleteProperty(taxes, "total");
      const rows = await read([each, taxes], answers);
      expect(rows.map(({ item, amount }) => [item, amount])).toEqual([
        ["droplet", "12"],
        ["volume", "15"],
        ["tax", "2"],
        ["tax", "2"],
        ["residual", "-2"],
        ["residual", "3"],
      ]);
    });
  });
});
