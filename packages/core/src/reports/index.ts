export { byJob } from "./by-job.js";
export { byLocation } from "./by-location.js";
export { byRepeat } from "./by-repeat.js";
export {
  createPoller,
  resumePoller,
  type ReportDefinition,
  type ReportForm,
} from "./contract-report.js";
export type { DownloadsDefinition } from "./downloads-definition.js";
