// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { connectOptions, type ConnectDefinition } from "@billkit/core/connect";
import { OpenAI } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "OpenAI",
  baseUrl: "OPENAI_BASE_URL",
  credentials: [
    { option: "credential", parts: [{ option: "apiKey", environment: "OPENAI_ADMIN_KEY" }] },
  ],
};

/** Options of `connectOpenAI`: the client's, with the credential from here or the environment. */
export interface OpenAIOptions extends Omit<ServiceOptions, "credential"> {
  /** @default OPENAI_ADMIN_KEY */
  readonly apiKey?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** @default OPENAI_BASE_URL, or else https://api.openai.com/v1 */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `OpenAI` client from the options or the environment: `OPENAI_ADMIN_KEY`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectOpenAI(options: OpenAIOptions = {}): OpenAI {
  return new OpenAI(connectOptions(connection, options));
}
