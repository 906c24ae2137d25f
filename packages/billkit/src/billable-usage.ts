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

/** A report that is ready: its usages are all there are. */
export type CompleteBillingUsageReport = Omit<BillingUsageReport, "status"> & {
  status?: "Complete";
};

/** Waits for a billable usage report; see `Poller` for what it can do. */
export type BillableUsagePoller = Poller<
  CompleteBillingUsageReport,
  BillingUsageReport,
  GetBillableUsageArguments
>;

/** What the poller must know of this report. */
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
 * A report without a status is complete when it has usages: the vendor's description does not require
 * a status. One under way may already hold some, so its usages are never handed out.
 */
function readStatus(report: BillingUsageReport): ReportStatus<CompleteBillingUsageReport> {
  const { status: own, ...rest } = report;
  // Other services of the vendor write null for what is absent.
  const told: unknown = own ?? undefined;
  // What a contract says and what is sent are two things: a state's status is always text.
  const status = told === undefined || typeof told === "string" ? told : JSON.stringify(told);
  if (status === "InProgress") return { status, state: "pending" };
  // Without usages there is no bill, whatever the contract requires.
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
