// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const UsageItem: Shape = {
  required: [
    "date",
    "discountAmount",
    "grossAmount",
    "netAmount",
    "organizationName",
    "pricePerUnit",
    "product",
    "quantity",
    "sku",
    "unitType",
  ],
  fields: {
    discountAmount: "number",
    grossAmount: "number",
    netAmount: "number",
    pricePerUnit: "number",
    quantity: "number",
  },
};

export const UsageReport: Shape = { fields: { usageItems: { items: UsageItem } } };

export const TimePeriod: Shape = {
  required: ["year"],
  fields: { day: "number", month: "number", year: "number" },
};

export const UsageSummaryItem: Shape = {
  required: [
    "discountAmount",
    "discountQuantity",
    "grossAmount",
    "grossQuantity",
    "netAmount",
    "netQuantity",
    "pricePerUnit",
    "product",
    "sku",
    "unitType",
  ],
  fields: {
    discountAmount: "number",
    discountQuantity: "number",
    grossAmount: "number",
    grossQuantity: "number",
    netAmount: "number",
    netQuantity: "number",
    pricePerUnit: "number",
  },
};

export const UsageSummary: Shape = {
  required: ["organization", "timePeriod", "usageItems"],
  fields: { timePeriod: TimePeriod, usageItems: { items: UsageSummaryItem } },
};
