export { createSandboxFetch, type SandboxFetch } from "./sandbox-fetch.js";
export type { CommonOptions } from "./options.js";
export type { Accesses, SandboxControl, SandboxState } from "./handle.js";
export type { ContractAccess, ContractState } from "./engine/contract-vendor.js";
export type { Clock } from "./engine/clock.js";
export type { EngineFault, FaultEffect, FaultTarget } from "./engine/fault.js";
export type { ActiveFault } from "./engine/faults.js";
export type { GivenState, StateDocument } from "./engine/state-document.js";
export type {
  DeepgramAccount,
  DeepgramBalance,
  DeepgramKey,
  DeepgramLabels,
  DeepgramOrder,
  DeepgramProject,
  DeepgramState,
  DeepgramStream,
  DeepgramUsage,
} from "./vendors/deepgram/state.js";
export type { DeepgramAccess } from "./vendors/deepgram/vendor.js";
export type {
  GenesysCloudClient,
  GenesysCloudOrganization,
  GenesysCloudOverview,
  GenesysCloudOverviewUsage,
  GenesysCloudReport,
  GenesysCloudState,
  GenesysCloudTerms,
  GenesysCloudToken,
  GenesysCloudTrustor,
  GenesysCloudUsage,
} from "./vendors/genesys-cloud/state.js";
export type { GenesysCloudAccess, GenesysCloudFault } from "./vendors/genesys-cloud/vendor.js";
export type { Fault, VendorAccesses, VendorName, VendorStates } from "./vendors/registry.js";
