import { describe, expect, it } from "@jest/globals";
import type { SubscriptionOverviewUsage } from "@billkit/genesys-cloud";
import { amountOf } from "../src/common/overview-amount.js";

const line: SubscriptionOverviewUsage = {
  name: "Genesys Cloud CX 3",
  partNumber: "GC-170",
  grouping: "user-license",
  unitOfMeasureType: "license",
  usageQuantity: "138",
  prepayQuantity: "80",
  overagePrice: "90.10",
  prepayPrice: "75.05",
};

describe("amountOf", () => {
  it.each<[string, Partial<SubscriptionOverviewUsage>, string | undefined]>([
    ["prepaid and beyond it", {}, "11229.8"],
    ["less used than prepaid", { usageQuantity: "12" }, "6004"],
    ["exactly what is prepaid", { usageQuantity: "80.0" }, "6004"],
    ["nothing prepaid", { prepayQuantity: "0" }, "12433.8"],
    [
      "no digit lost",
      { prepayQuantity: "0", usageQuantity: "12186", overagePrice: "0.00745125" },
      "90.8009325",
    ],
    [
      "no prices",
      { usageQuantity: "0", prepayQuantity: "0", overagePrice: "", prepayPrice: "" },
      "0",
    ],
    ["a bundle of one", { bundleQuantity: "1" }, "11229.8"],
    ["a quantity below zero", { prepayQuantity: "0", usageQuantity: "-2" }, undefined],
    ["a prepaid quantity below zero", { prepayQuantity: "-1" }, undefined],
    ["more digits than a bill has", { overagePrice: "1e900000" }, undefined],
    ["a bundle", { bundleQuantity: "1000" }, undefined],
    ["a bundle that isn't a number", { bundleQuantity: "many" }, undefined],
    ["a price that isn't a number", { overagePrice: "on request" }, undefined],
    ["a prepaid price that isn't a number", { prepayPrice: "" }, undefined],
    ["a quantity that isn't a number", { usageQuantity: "" }, undefined],
    ["a prepaid quantity that isn't a number", { prepayQuantity: "?" }, undefined],
  ])("%s", (_, change, expected) => {
    expect(amountOf({ ...line, ...change })?.toFixed()).toBe(expected);
  });

  it("treats null as absent", () => {
    const sent = { ...line, ...(JSON.parse('{ "bundleQuantity": null }') as object) };
    expect(amountOf(sent)?.toFixed()).toBe("11229.8");
  });

  it("returns no amount if a price that counts is absent", () => {
    const { name, partNumber, grouping, unitOfMeasureType, usageQuantity, prepayQuantity } = line;
    const without = {
      ...{ name, partNumber, grouping, unitOfMeasureType, usageQuantity, prepayQuantity },
      prepayPrice: "75.05",
    };
    expect(amountOf(without)).toBeUndefined();
    expect(amountOf({ ...without, usageQuantity: "80" })?.toFixed()).toBe("6004");
  });
});
