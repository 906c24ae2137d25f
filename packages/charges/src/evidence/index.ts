export { explain, type Explanation } from "./explain.js";
export type { MissingRows } from "./manifest.js";
export { checkEvidenceFolder } from "./prepare-folder.js";
export {
  recordEvidence,
  type EvidenceRecorder,
  type RecordedRun,
  type RunFailure,
} from "./record.js";
export type { Difference } from "./recompute.js";
export { verify, type Verification } from "./verify.js";
