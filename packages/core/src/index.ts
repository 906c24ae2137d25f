export * from "./client/exports.js";
export { Poller } from "./reports/poller.js";
export type {
  PollerDefinition,
  PollState,
  ReportStatus,
  WaitOptions,
} from "./reports/report-definition.js";
export type { SerializedPoller } from "./reports/serialized-poller.js";
