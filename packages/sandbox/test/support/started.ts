import { afterEach } from "@jest/globals";
import type { Sandbox, SandboxOptions } from "../../src/index.js";
import { startFixed } from "./client.js";

const started: Sandbox[] = [];
/** Also closes those of a failed test: an open port would keep its process alive. */
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

/** A sandbox that is closed at the end of its test. */
export async function startForTest(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startFixed(options);
  started.push(sandbox);
  return sandbox;
}
