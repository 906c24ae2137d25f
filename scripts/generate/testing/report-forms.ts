import { VirtualClock } from "../../../packages/core/test/support/virtual-clock.js";
import type { JsonObject } from "../../common/json.js";
import { azureContract, exportsContract } from "./report-contracts.js";
import { openReportService, prepareReports, type PreparedReports } from "./report-service.js";

interface FormExample {
  readonly contract: () => JsonObject | Promise<JsonObject>;
  /** The report's name in the contract. */
  readonly report: string;
  /** The operation that starts it. */
  readonly start: string;
  /** The statuses until it is complete. */
  readonly statuses: readonly string[];
}

const azure = (trait: JsonObject, ...statuses: readonly string[]): FormExample => ({
  contract: () =>
    azureContract({
      ...{ form: "location", name: "costReport", expired: [404] },
      downloads: {
        at: "/properties/downloadUrl",
        origins: ["https://*.blob.core.windows.net"],
      },
      ...trait,
    }),
  report: "costReport",
  start: "createCostReport",
  statuses,
});

/** The forms of reports that an operation starts. */
export const reportForms: Readonly<Record<string, FormExample>> = {
  "a job": {
    contract: exportsContract,
    report: "costExport",
    start: "createExport",
    statuses: ["started", "queued", "queued", "done"],
  },
  "a location whose status is the HTTP status": azure(
    { read: "getCostReport", requires: ["/properties/downloadUrl"] },
    ...["202", "202", "202", "200"],
  ),
  "a location with a status": azure(
    {
      read: "getCostReportStatus",
      ...{ location: "Azure-Consumption-AsyncOperation", status: "/status/status" },
      states: {
        pending: ["InProgress", "Queued"],
        complete: ["Completed", "ReadyToDownload"],
        failed: ["Failed", "TimedOut"],
        empty: ["NoDataFound"],
      },
      message: "/error/message",
    },
    ...["202", "InProgress", "InProgress", "Completed"],
  ),
  "a location that no operation reads": azure({}, "202", "202", "202", "200"),
};

/** By form. */
const prepared = new Map<string, Promise<PreparedReports>>();

/** A client and a service for a report of one of `reportForms`, on a virtual clock. */
export async function openReport(form: string, options: object = {}, polls = 2) {
  const example = reportForms[form];
  if (!example) throw new Error(`unknown form ${form}`);
  const known = prepared.get(form) ?? Promise.resolve(example.contract()).then(prepareReports);
  prepared.set(form, known);
  const clock = new VirtualClock();
  const service = openReportService(await known, clock, polls);
  const client = service.connect(options);
  const report = service.definition(example.report);
  const args = service.args[example.start] ?? {};
  const poller = () => service.reports.createPoller(client, report, args);
  return { ...service, clock, client, report, poller };
}
