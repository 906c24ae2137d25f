export { startSandbox, type Sandbox } from "./sandbox.js";
export type { SandboxOptions } from "./server-options.js";
export * from "./fetch.js";
