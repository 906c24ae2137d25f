// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const UsageRecord: Shape = {
  fields: { price: ["null", "number", "string"], subresource_uris: ["null", "object"] },
};

export const UsageRecordsPage: Shape = {
  fields: {
    end: "number",
    page: "number",
    page_size: "number",
    start: "number",
    usage_records: { items: UsageRecord },
  },
};
