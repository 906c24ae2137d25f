import { getEventListeners } from "node:events";
import { describe, expect, it } from "@jest/globals";
import type { Charge, CustomChargeSource } from "@billkit/core/charges";
import { OpenAI } from "@billkit/openai";
import { openaiCharges } from "@billkit/openai/charges";
import { charges, ChargesError, noCurrency, totals } from "../src/index.js";
import { charge, source, toArray } from "./support/charge.js";

const period = "2026-06";
const rowsAndError = async (
  rows: AsyncIterable<Charge>,
): Promise<{ vendors: string[]; error: unknown }> => {
  const vendors: string[] = [];
  try {
    for await (const { vendor } of rows) vendors.push(vendor);
    return { vendors, error: undefined };
  } catch (error) {
    return { vendors, error };
  }
};

const { evidence } = charge();
const lowerCase = { listAmount: undefined as never, currency: "usd" };
const unlisted = { amount: undefined as never, currency: undefined as never, listAmount: "2" };

describe("charges", () => {
  it("yields the rows of all sources in the order of the sources", async () => {
    const sources = [source("b", [charge()]), source("a", [charge(), charge({ id: "acme-2" })])];
    const rows = await toArray(charges(sources, { period }));
    expect(rows.map(({ vendor, id }) => `${vendor} ${id}`)).toEqual([
      "b acme-1",
      "a acme-1",
      "a acme-2",
    ]);
  });

  it("passes sources the period as UTC instants", async () => {
    const one = source("a", []);
    await toArray(charges([one], { period, now: () => 1_800_000_000_000 }));
    expect(one.requests[0]).toMatchObject({
      period: { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" },
      now: 1_800_000_000_000,
    });
  });

  it("writes instants alike, so that one view of a period enters a total", async () => {
    const start = "2026-06-01T02:00:00+02:00";
    const rows = [
      charge({ amount: "2" }),
      charge({ amount: "4", view: "invoices", billingPeriodStart: start }),
    ];
    const read = await toArray(charges([source("a", rows)], { period }));
    expect(totals(read)).toMatchObject([{ amount: "4", count: 1 }]);
  });

  it("reads rows of a class, whose fields are getters", async () => {
    const getters = (row: Charge): Charge => {
      const fields: PropertyDescriptorMap = {};
      for (const [name, value] of Object.entries(row) as [string, unknown][])
        fields[name] = { get: () => value };
      return Object.create(Object.defineProperties({}, fields)) as Charge;
    };
    const one: CustomChargeSource = {
      ...{ vendor: "a", contract: "a@1" },
      async *read() {
        yield await Promise.resolve(getters(charge()));
        yield getters(charge({ billingPeriodStart: "2026-06-01" }));
      },
    };
    const read = await toArray(charges([one], { period }));
    expect(totals(read)).toMatchObject([{ amount: "3", count: 2 }]);
    expect(JSON.parse(JSON.stringify(read[0]))).toEqual(charge());
  });

  it("copies rows, so that a source can use one object for all of them", async () => {
    const one: CustomChargeSource = {
      ...{ vendor: "a", contract: "a@1" },
      async *read() {
        const row = { ...charge({ dimensions: { tags: [] } }), secret: "x" };
        for (const tag of ["first", "second"]) {
          row.id = tag;
          row.dimensions = Object.assign(row.dimensions, { tags: [tag] });
          yield await Promise.resolve(row);
        }
      },
    };
    const read = await toArray(charges([one], { period }));
    expect(read).toEqual(
      ["first", "second"].map((id) => charge({ id, dimensions: { tags: [id] } })),
    );
  });

  it("counts an empty text of a row as absent", async () => {
    const [row] = await toArray(charges([source("acme", [charge({ unit: "" })])], { period }));
    expect(row).toEqual(charge());
  });

  it.each<[string, Partial<Charge>, string]>([
    ["2026-06-01..2026-06-15", {}, "of which the period covers only a part; choose whole months"],
    ["2026-07", {}, "isn't in the requested period"],
    ["2026-05", {}, "isn't in the requested period"],
    ["2026-07", { billingPeriodStart: "2026-07-01", billingPeriodEnd: "2026-08-01" }, ""],
    ["2026-06-01..2026-06-15", { chargePeriodEnd: "2026-06-02" }, ""],
    ["2025-06", { view: "history" }, ""],
  ])("compares the period %s with a row of June and %j", async (asked, fields, problem) => {
    const june = charge({ chargePeriodEnd: "2026-07-01", ...fields });
    const day = `${asked.slice(0, 7)}-01`;
    // Every other row of the source is kept.
    const good = charge({ id: "good", chargePeriodStart: day, chargePeriodEnd: day });
    const rows = charges([source("a", [june, good, june])], { period: asked });
    const { vendors, error } = await rowsAndError(rows);
    expect(vendors).toHaveLength(problem === "" ? 3 : 1);
    expect(String(error)).toContain(problem === "" ? "undefined" : `a: row "acme-1" has`);
    if (problem !== "") expect(String(error)).toContain(problem);
  });

  it("keeps the rows if onProgress throws", async () => {
    const one: CustomChargeSource = {
      ...{ vendor: "a", contract: "a@1" },
      async *read({ onProgress }) {
        onProgress({ vendor: "a", operation: "list", calls: 0, rows: 0 });
        yield await Promise.resolve(charge());
      },
    };
    const onProgress = (): never => {
      throw new Error("mine");
    };
    expect(await toArray(charges([one], { period, onProgress }))).toHaveLength(1);
  });

  it("refuses options that don't exist, of its own and of a source", async () => {
    const misspelled = { period, onprogress: () => undefined };
    await expect(toArray(charges([], misspelled))).rejects.toThrow(
      "charges: onprogress is an unknown option; did you mean onProgress?",
    );
    const client = new OpenAI({ credential: "sk-test" });
    const options: object = { accountID: "x" };
    await expect(toArray(charges([openaiCharges(client, options)], { period }))).rejects.toThrow(
      "openai: accountID is an unknown option; did you mean accountId?",
    );
  });

  it("yields every available row, then throws the errors", async () => {
    const sources = [
      source("bad", [charge()], new Error("503 from the vendor")),
      source("good", [charge()]),
    ];
    const { vendors, error } = await rowsAndError(charges(sources, { period }));
    expect(vendors).toEqual(["bad", "good"]);
    expect(error).toBeInstanceOf(ChargesError);
    expect((error as ChargesError).errors).toEqual([
      { vendor: "bad", source: 0, error: new Error("503 from the vendor") },
    ]);
    expect((error as ChargesError).message).toContain("bad: 503 from the vendor");
  });

  it.each<[string, Partial<Charge>, string]>([
    ["an amount in exponent form without digits", { amount: "e5" }, "amount"],
    ["an amount without a currency", { currency: "dollars" }, "currency"],
    ["no amount in a currency without a code", { ...unlisted, ...lowerCase }, "currency"],
    ["a period that ends before it starts", { billingPeriodEnd: "2026-05-01" }, "billingPeriodEnd"],
    ["a BigInt", { amount: 12n as never }, "amount is 12n, which"],
    ["an amount in no currency", { currency: noCurrency }, "currency"],
    ["an invalid instant", { chargePeriodEnd: "June" }, "chargePeriodEnd"],
    ["an instant that isn't ISO 8601", { chargePeriodEnd: "June 3, 2026" }, "chargePeriodEnd"],
    ["no dimensions", { dimensions: null as never }, "dimensions"],
    ["a dimension that isn't text", { dimensions: { seats: 3 as never } }, 'dimensions["seats"]'],
    ["a number for a text", { sku: 5 as never }, "sku"],
    ["a list price without a currency", unlisted, "currency"],
    ["a list of dimensions", { dimensions: ["a"] as never }, "dimensions"],
    [
      "a request id that isn't text",
      { evidence: { ...evidence, requestId: 5 as never } },
      "evidence.requestId",
    ],
    ["no evidence", { evidence: undefined as never }, "evidence.operation"],
    ["an unknown category", { category: "gift" as never }, "category"],
    ["an unknown basis", { basis: undefined as never }, "basis"],
    ["nothing about being final", { final: undefined as never }, "final"],
  ])("rejects %s from a source", async (_, fields, field) => {
    const { error } = await rowsAndError(charges([source("a", [charge(fields)])], { period }));
    expect(error).toBeInstanceOf(ChargesError);
    expect((error as ChargesError).message).toContain(`row "acme-1": ${field} `);
  });

  it("uses the first source that has a partition", async () => {
    const sources = [
      source("a", [charge()]),
      source("a", [charge(), charge({ accountId: "a-2" })]),
    ];
    const rows = await toArray(charges(sources, { period }));
    expect(rows.map(({ accountId }) => accountId)).toEqual(["a-1", "a-2"]);
  });

  it("uses the whole partition of a later source if an earlier one failed", async () => {
    const [first, second] = [charge(), charge({ id: "acme-2" })];
    const sources = [source("a", [first], new Error("no more")), source("a", [first, second])];
    const ids: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { id } of charges(sources, { period })) ids.push(id);
    };
    await expect(read()).rejects.toThrow(ChargesError);
    expect(ids).toEqual(["acme-1", "acme-2"]);
  });

  it("ends with the signal's reason and aborts the calls", async () => {
    const controller = new AbortController();
    const slow = source("a", []);
    const waiting = {
      ...slow,
      async *read({ signal }: { signal: AbortSignal }) {
        await Promise.resolve();
        yield charge();
        controller.abort(new Error("enough"));
        signal.throwIfAborted();
      },
    };
    const rows = charges([waiting], { period, signal: controller.signal });
    await expect(toArray(rows)).rejects.toThrow("enough");
  });

  it("has one listener on a signal that many readings share, and aborts them all", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const sources = Array.from({ length: 12 }, () => source("a", [charge()]));
    const readings = sources.map((one) => charges([one], { period, signal }));
    await Promise.all(readings.map((rows) => rows.next()));
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    controller.abort(new Error("enough"));
    for (const { requests } of sources) expect(requests[0]?.signal.reason).toBe(signal.reason);
    await Promise.all(readings.map((rows) => rows.return()));
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("aborts running calls when the caller stops reading", async () => {
    const one = source("a", [charge(), charge({ id: "acme-2" })]);
    for await (const row of charges([one], { period })) {
      expect(row.id).toBe("acme-1");
      break;
    }
    expect(one.requests[0]?.signal.aborted).toBe(true);
  });
});
