// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { connectOptions, type ConnectDefinition } from "@billkit/core/connect";
import { Deepgram } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "Deepgram",
  baseUrl: "DEEPGRAM_BASE_URL",
  credentials: [
    { option: "credential", parts: [{ option: "apiKey", environment: "DEEPGRAM_API_KEY" }] },
  ],
};

/** Options of `connectDeepgram`: the client's, with the credential from here or the environment. */
export interface DeepgramOptions extends Omit<ServiceOptions, "credential"> {
  /** @default DEEPGRAM_API_KEY */
  readonly apiKey?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** @default DEEPGRAM_BASE_URL, or else https://api.deepgram.com */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `Deepgram` client from the options or the environment: `DEEPGRAM_API_KEY`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectDeepgram(options: DeepgramOptions = {}): Deepgram {
  return new Deepgram(connectOptions(connection, options));
}
