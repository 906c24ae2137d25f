import { afterEach } from "@jest/globals";
import type { Sandbox, SandboxOptions } from "../../src/index.js";
import { startFixed } from "./client.js";

const started: Sandbox[] = [];
/** Of a test that fails as well: what goes on listening would keep its process alive for ever. */
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

/** A sandbox of one test, with which it ends. */
export async function startForTest(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startFixed(options);
  started.push(sandbox);
  return sandbox;
}
