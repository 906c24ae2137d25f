import { VirtualClock } from "../../../packages/core/test/support/virtual-clock.js";
import type { JsonObject } from "../../common/json.js";
import { exportsContract, job, locatedContract } from "./report-contracts.js";
import { openReportService, prepareReports, type PreparedReports } from "./report-service.js";

/** The contract of each form of a report, and the statuses until it is complete. */
export const reportForms: Readonly<
  Record<string, readonly [contract: () => JsonObject, ...statuses: readonly string[]]>
> = {
  "a job": [exportsContract, "started", "queued", "queued", "done"],
  "a location whose status is the HTTP status": [
    () => locatedContract({ read: "getExport", requires: ["/files"] }),
    ...["202", "202", "202", "200"],
  ],
  "a location with a status": [
    () => {
      const { status, states, message } = job;
      const location = "Operation-Location";
      return locatedContract({ read: "getExport", location, status, states, message });
    },
    ...["202", "queued", "queued", "done"],
  ],
  "a location that no operation reads": [
    () => locatedContract({}),
    ...["202", "202", "202", "200"],
  ],
};

/** By form. */
const prepared = new Map<string, Promise<PreparedReports>>();

/** A client and a service for a report of one of `reportForms`, on a virtual clock. */
export async function openReport(form: string, options: object = {}, polls = 2) {
  const [contract] = reportForms[form] ?? [];
  if (!contract) throw new Error(`unknown form ${form}`);
  const known = prepared.get(form) ?? prepareReports(contract());
  prepared.set(form, known);
  const clock = new VirtualClock();
  const service = openReportService(await known, clock, polls);
  const client = service.connect(options);
  const report = service.definition("costExport");
  const args = service.args.createExport ?? {};
  const poller = () => service.reports.createPoller(client, report, args);
  return { ...service, clock, client, report, poller };
}
