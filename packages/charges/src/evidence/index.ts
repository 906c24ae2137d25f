export { explain } from "./explain.js";
export { recordEvidence, type EvidenceRecorder, type RecordedRun } from "./record.js";
export { verify, type Difference, type Verification } from "./verify.js";
