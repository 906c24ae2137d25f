// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const BillingBreakdownResolution: Shape = {
  required: ["amount", "units"],
  fields: { amount: "number" },
};

export const BillingBreakdownGrouping: Shape = { fields: { tags: ["null", "array"] } };

export const BillingBreakdownResult: Shape = {
  required: ["dollars", "grouping"],
  fields: { dollars: "number", grouping: BillingBreakdownGrouping },
};

export const BillingBreakdownV1Response: Shape = {
  required: ["end", "resolution", "results", "start"],
  fields: { resolution: BillingBreakdownResolution, results: { items: BillingBreakdownResult } },
};

export const GetProjectBalanceV1Response: Shape = { fields: { amount: "number" } };

export const ListBillingFieldsV1Response: Shape = {
  fields: { accessors: "array", deployments: "array", line_items: "object", tags: "array" },
};

export const ListProjectBalancesV1Response: Shape = {
  fields: { balances: { items: GetProjectBalanceV1Response } },
};

export const Order: Shape = { fields: { amount: "number" } };

export const ListProjectPurchasesV1Response: Shape = { fields: { orders: { items: Order } } };

export const ListProjectsV1Response: Shape = { fields: { projects: { items: "object" } } };

export const UsageBreakdownResolution: Shape = {
  required: ["amount", "units"],
  fields: { amount: "number" },
};

export const UsageBreakdownGrouping: Shape = {
  fields: { models: ["null", "array"], tags: ["null", "array"] },
};

export const UsageBreakdownResult: Shape = {
  required: [
    "agent_hours",
    "grouping",
    "hours",
    "requests",
    "tokens_in",
    "tokens_out",
    "total_hours",
    "tts_characters",
  ],
  fields: {
    agent_hours: "number",
    grouping: UsageBreakdownGrouping,
    hours: "number",
    requests: "number",
    tokens_in: "number",
    tokens_out: "number",
    total_hours: "number",
    tts_characters: "number",
  },
};

export const UsageBreakdownV1Response: Shape = {
  required: ["end", "resolution", "results", "start"],
  fields: { resolution: UsageBreakdownResolution, results: { items: UsageBreakdownResult } },
};
