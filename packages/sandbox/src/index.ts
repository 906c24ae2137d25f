export { startSandbox, type Sandbox } from "./sandbox.js";
export type { SandboxOptions } from "./options.js";
export type { ContractAccess } from "./engine/contract-vendor.js";
export type { Clock } from "./engine/clock.js";
export type { DeepgramAccess } from "./vendors/deepgram/vendor.js";
export type { GenesysCloudAccess } from "./vendors/genesys-cloud/vendor.js";
export type { VendorAccesses, VendorName } from "./vendors/registry.js";
