import { afterEach } from "@jest/globals";
import { createSandboxFetch, type SandboxFetch } from "../../src/index.js";
import { now } from "./client.js";

const closing: SandboxFetch[] = [];
/** Closed at the end of each test. */
afterEach(() => {
  for (const sandbox of closing.splice(0)) sandbox.close();
});

/** A sandbox without a socket that validates its own responses, and its first key. */
export async function openInMemory(clock = { now: () => now }) {
  const sandbox = await createSandboxFetch({ seed: 7, clock, validateResponses: true });
  closing.push(sandbox);
  const { apiKey, baseUrl } = sandbox.deepgram;
  const get = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Token ${apiKey}` };
    return (await sandbox.fetch(`${baseUrl}/v1/projects${path}`, { headers })).json();
  };
  return { sandbox, get, key: { key: apiKey } };
}
