export { byJob } from "./by-job.js";
export { byLocation } from "./by-location.js";
export { byRepeat } from "./by-repeat.js";
export {
  createPoller,
  resumePoller,
  type ReportDefinition,
  type ReportForm,
} from "./contract-report.js";
export { downloads, type Download, type DownloadOptions } from "./downloads.js";
export type { DownloadsDefinition } from "./downloads-definition.js";
