import type { GenesysCloudRegion } from "billkit";

/** The Worker's bindings: variables, secrets, and a key-value store. */
export interface Environment {
  readonly DEEPGRAM_API_KEY: string;
  readonly GENESYSCLOUD_OAUTHCLIENT_ID: string;
  readonly GENESYSCLOUD_OAUTHCLIENT_SECRET: string;
  readonly GENESYSCLOUD_REGION?: GenesysCloudRegion | undefined;
  /** The token that callers need to read bills. If empty, nobody can. */
  readonly READ_TOKEN: string;
  readonly BILLS: Store;
  /** Other addresses, such as the sandbox's. */
  readonly DEEPGRAM_BASE_URL?: string | undefined;
  readonly GENESYSCLOUD_BASE_URL?: string | undefined;
  readonly GENESYSCLOUD_LOGIN_URL?: string | undefined;
}

/** The part of Cloudflare's `KVNamespace` that is used. */
export interface Store {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

/** The part of the handlers' arguments that is used; the real ones fit. */
export interface ScheduledController {
  /** Epoch milliseconds. */
  readonly scheduledTime: number;
}

export interface Context {
  waitUntil(work: Promise<unknown>): void;
}
