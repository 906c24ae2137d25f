import { afterAll, beforeAll, beforeEach } from "@jest/globals";
import { dig } from "../../src/engine/json.js";
import {
  createSandboxFetch,
  type Accesses,
  type Clock,
  type Fault,
  type SandboxControl,
} from "../../src/index.js";
import { basic, now, startFixed } from "./client.js";

/** A sandbox as its users have it, over a socket or in memory. */
export type Reached = Accesses & {
  fetch: typeof fetch;
  control: SandboxControl;
  end(): Promise<void>;
};

/** How long the sandbox has waited, by its clock, since the test began. */
export const slept: number[] = [];
const clock: Clock = {
  now: () => now,
  sleep: (ms) => {
    slept.push(ms);
    return Promise.resolve();
  },
};

/** How a sandbox is reached; its faults are the same either way. */
export const ways: [string, () => Promise<Reached>][] = [
  [
    "over a socket",
    async () => {
      const sandbox = await startFixed({ clock });
      return { ...sandbox, fetch, end: () => sandbox.close() };
    },
  ],
  [
    "without a socket",
    async () => {
      const sandbox = await createSandboxFetch({ seed: 7, clock, validateResponses: true });
      const end = () => {
        sandbox.close();
        return Promise.resolve();
      };
      return { ...sandbox, end };
    },
  ],
];

/** One sandbox for the tests of a `describe`, reset before each, with a client for either vendor. */
export function reach(open: () => Promise<Reached>) {
  let sandbox: Reached;
  let token = "";
  beforeAll(async () => {
    sandbox = await open();
  });
  afterAll(() => sandbox.end());
  beforeEach(async () => {
    sandbox.control.reset();
    slept.length = 0;
    await logIn();
  });

  /** Returns the token that `genesys` then uses. */
  async function logIn(): Promise<string> {
    const { loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
    const response = await sandbox.fetch(`${loginUrl}/oauth/token`, {
      method: "POST",
      headers: { authorization: basic(clientId, clientSecret) },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    token = String(dig(await response.json(), "access_token"));
    return token;
  }
  return {
    sandbox: () => sandbox,
    logIn,
    deepgram: (path = "/v1/projects", init: RequestInit = {}) => {
      const { baseUrl, apiKey } = sandbox.deepgram;
      const headers = new Headers(init.headers);
      headers.set("authorization", `Token ${apiKey}`);
      return sandbox.fetch(baseUrl + path, { ...init, headers });
    },
    genesys: (path = "/api/v2/orgauthorization/trustors") =>
      sandbox.fetch(sandbox.genesysCloud.baseUrl + path, {
        headers: { authorization: `Bearer ${token}` },
      }),
    add: (fault: Fault) => sandbox.control.addFault(fault),
  };
}
