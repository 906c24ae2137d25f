// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const BillingUsageResource: Shape = { required: ["date", "name"] };

export const BillingUsage: Shape = {
  required: ["name", "resources", "totalUsage"],
  fields: { resources: { items: BillingUsageResource } },
};

export const BillingUsageReport: Shape = {
  required: ["endDate", "startDate", "usages"],
  fields: { usages: { items: BillingUsage } },
};

export const SubscriptionOverviewUsage: Shape = {
  required: [
    "grouping",
    "name",
    "partNumber",
    "prepayQuantity",
    "unitOfMeasureType",
    "usageQuantity",
  ],
};

export const TrusteeBillingOverview: Shape = {
  required: ["currency", "enabledProducts", "organization", "subscriptionType", "usages"],
  fields: {
    enabledProducts: "array",
    organization: "object",
    usages: { items: SubscriptionOverviewUsage },
  },
};

export const Trustor: Shape = { required: ["enabled"], fields: { organization: "object" } };

export const TrustorEntityListing: Shape = {
  fields: {
    entities: { items: Trustor },
    pageCount: "number",
    pageNumber: "number",
    pageSize: "number",
    total: "number",
  },
};
