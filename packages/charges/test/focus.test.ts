import { describe, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/core/charges";
import { toFocus, type FocusOptions } from "../src/index.js";
import { charge, residual, unpriced } from "./support/charge.js";

const used = (fields: Partial<Charge> = {}): Charge =>
  charge({ quantity: "3", unit: "Minutes", ...fields });
const record = (row: Charge, options: Partial<FocusOptions> = {}): Record<string, string> => {
  const { csv } = toFocus([row], { version: "1.2", ...options });
  const [header = "", line = ""] = csv.split("\r\n");
  const cells = line.split(",");
  return Object.fromEntries(header.split(",").map((name, at) => [name, cells[at] ?? ""]));
};

describe("toFocus", () => {
  it.each<[string, Charge, Partial<FocusOptions>, string, string]>([
    ["usage billed in arrears", used({ amount: "2" }), {}, "2.0", "2.0"],
    ["usage drawn from prepaid credit", used(), { settlement: () => "prepaid" }, "0.0", "1.5"],
    ["prepaid usage without rows", residual(), { settlement: () => "prepaid" }, "0.0", "1.5"],
    ["a purchase", charge({ category: "purchase", view: "purchases" }), {}, "1.5", "0.0"],
    ["a purchase among costs", charge({ category: "purchase" }), {}, "1.5", "0.0"],
    ["a granted credit", charge({ category: "credit", view: "purchases" }), {}, "0.0", "0.0"],
    ["a credit on an invoice", charge({ category: "credit", amount: "-3" }), {}, "-3.0", "-3.0"],
  ])("bills %s", (_, row, options, BilledCost, EffectiveCost) => {
    expect(record(row, options)).toMatchObject({ BilledCost, EffectiveCost });
  });

  it("has one version's columns, with custom ones last", () => {
    const [old, now] = (["1.2", "1.4"] as const).map((version) =>
      (toFocus([used()], { version }).csv.split("\r\n")[0] ?? "").split(","),
    );
    expect(old).toEqual(expect.arrayContaining(["ProviderName", "PublisherName"]));
    expect(now).toEqual(expect.arrayContaining(["ServiceProviderName", "HostProviderName"]));
    expect(now).not.toContain("ProviderName");
    const first = old?.findIndex((name) => name.startsWith("x_")) ?? 0;
    expect(old?.slice(first).every((name) => name.startsWith("x_"))).toBe(true);
  });

  it("puts rows that it can't express, with reasons, into a sidecar file", () => {
    const { count, rejected, sidecar } = toFocus([used(), unpriced(), charge()], {
      version: "1.2",
    });
    expect(count).toBe(1);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      "it has no amount",
      "usage needs a PricingQuantity, which the vendor doesn't send",
    ]);
    expect(sidecar.split("\r\n")).toHaveLength(4);
    expect(toFocus([charge()], { version: "1.2", missingQuantity: "empty" }).count).toBe(1);
  });

  it.each([
    ["minute", "Minutes"],
    ["gigabyte hours", "GB-Hours"],
    ["user months", "User-Months"],
    ["Gibibytes", "GiB"],
    ["GB", "GB"],
    ["concurrent-license", "Concurrent Licenses"],
    ["API query", "API Queries"],
    ["1M tokens", "1M tokens"],
  ])("writes the unit %s in FOCUS's form", (unit, expected) => {
    expect(record(used({ unit }))).toMatchObject({ PricingUnit: expected, x_Unit: unit });
  });

  it("leaves a quantity without a unit out", () => {
    const row = charge({ quantity: "3" });
    expect(record(row, { missingQuantity: "empty" })).toMatchObject({
      ...{ PricingQuantity: "", PricingUnit: "" },
    });
  });

  it("lists accounts whose settlement isn't known", () => {
    expect(toFocus([used()], { version: "1.2" }).unknownSettlement).toEqual(["acme/a-1"]);
    const known: FocusOptions = { version: "1.2", settlement: () => "arrears" };
    expect(toFocus([used()], known).unknownSettlement).toEqual([]);
  });

  it("includes the same money only once", () => {
    const rows = [used(), used({ view: "invoices", amount: "9" })];
    const { csv, count } = toFocus(rows, { version: "1.4" });
    expect(count).toBe(1);
    expect(csv).toContain("9.0");
  });
});
