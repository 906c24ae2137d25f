// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of reports bundle the poller.
import { byRepeat, type ReportDefinition } from "@billkit/core/reports";
import { getBillableUsage, type GetBillableUsageArguments } from "./apis/BillingApi.js";
import type { BillingUsageReport } from "./schema.js";

export { createPoller, resumePoller } from "@billkit/core/reports";
export type { Poller, PollState, SerializedPoller, WaitOptions } from "@billkit/core";

/** A complete report of `getBillableUsage`. */
export type CompleteBillableUsage = Omit<BillingUsageReport, "status" | "usages"> & {
  status?: "Complete";
  usages: NonNullable<BillingUsageReport["usages"]>;
};

/** For `createPoller`: the report that `getBillableUsage` starts. */
export const billableUsageReport: ReportDefinition<
  CompleteBillableUsage,
  BillingUsageReport,
  GetBillableUsageArguments
> = {
  kind: "genesys-cloud.billableUsage",
  form: byRepeat,
  start: getBillableUsage,
  absent: "complete",
  requires: ["/usages"],
  states: { complete: ["Complete"], pending: ["InProgress"] },
  status: "/status",
};
