import { startSandbox } from "@billkit/sandbox";
import { connectDeepgram, connectGenesysCloud } from "billkit";
import type { ConnectedGenesysCloud } from "billkit/genesys-cloud";
import type { Deepgram } from "@billkit/deepgram";
import type { Source, Vendor } from "./bill.js";

/** Where time comes from; the system's own when absent. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** How to connect to the vendors that are wanted; a wrong setting throws when it is used. */
export interface Clients {
  readonly source: Source;
  readonly deepgram: (() => Deepgram) | undefined;
  readonly genesysCloud: (() => ConnectedGenesysCloud) | undefined;
  close(): Promise<void>;
}

/** The services, with credentials and addresses from the environment. */
export function serviceClients(wanted: readonly Vendor[], clock: Clock | undefined): Clients {
  return {
    source: "service",
    deepgram: wanted.includes("deepgram") ? () => connectDeepgram({ clock }) : undefined,
    genesysCloud: wanted.includes("genesysCloud")
      ? () => connectGenesysCloud({ clock })
      : undefined,
    close: () => Promise.resolve(),
  };
}

/**
 * Both vendors as a sandbox in this process. Its time stands still, so that all figures are of one
 * moment and the same seed and moment always give the same bill.
 */
export async function sandboxClients(seed: number, clock: Clock | undefined): Promise<Clients> {
  const openedAt = clock?.now() ?? Date.now();
  const sandbox = await startSandbox({ seed, clock: { now: () => openedAt }, reportPolls: 1 });
  const { baseUrl, apiKey } = sandbox.deepgram;
  const { loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
  return {
    source: "sandbox",
    deepgram: () => connectDeepgram({ apiKey, baseUrl, clock }),
    genesysCloud: () =>
      connectGenesysCloud({
        clientId,
        clientSecret,
        loginUrl,
        baseUrl: sandbox.genesysCloud.baseUrl,
        clock,
      }),
    close: () => sandbox.close(),
  };
}
