import {
  type Poller,
  type ClientOptions,
  type PollerDefinition,
  type ReportStatus,
} from "@billkit/core";
import type {
  BillingUsageReport,
  GenesysCloud,
  GetBillableUsageArguments,
} from "@billkit/genesys-cloud";

/** A complete report. */
export type CompleteBillingUsageReport = Omit<BillingUsageReport, "status"> & {
  status?: "Complete";
};

/** Waits for a billable usage report; see `Poller`. */
export type BillableUsagePoller = Poller<
  CompleteBillingUsageReport,
  BillingUsageReport,
  GetBillableUsageArguments
>;

/** The poller's definition of this report. */
export type BillableUsageDefinition = PollerDefinition<
  CompleteBillingUsageReport,
  BillingUsageReport,
  GetBillableUsageArguments
>;

export function billableUsage(
  { billing }: GenesysCloud,
  origin: string,
  { clock, random, logger }: Pick<ClientOptions, "clock" | "random" | "logger">,
): BillableUsageDefinition {
  return {
    kind: "genesys-cloud.billableUsage",
    origin,
    request: (args, options) => billing.getBillableUsage(args, options),
    status: readStatus,
    clock,
    random,
    logger,
  };
}

/**
 * A report without a status is complete if it has usages: the vendor's description doesn't require a
 * status. A pending report can have usages too; they are never returned.
 */
function readStatus(report: BillingUsageReport): ReportStatus<CompleteBillingUsageReport> {
  const { status: own, ...rest } = report;
  // Other services of the vendor send null for absent fields.
  const sent: unknown = own ?? undefined;
  // The service may break its contract; a poll state's status is always text.
  const status = sent === undefined || typeof sent === "string" ? sent : JSON.stringify(sent);
  if (status === "InProgress") return { status, state: "pending" };
  // Without usages there is no bill.
  const usages: unknown = report.usages;
  if (!Array.isArray(usages)) {
    return { status: `${status ?? "(none)"} without usages`, state: "unknown" };
  }
  if (status === "Complete") {
    return { status, state: "complete", report: { ...rest, status: "Complete" } };
  }
  if (status === undefined) return { status: "Complete", state: "complete", report: rest };
  return { status, state: "unknown" };
}
