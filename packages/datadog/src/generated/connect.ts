// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { connectOptions, type ConnectDefinition } from "@billkit/core/connect";
import { Datadog } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "Datadog",
  baseUrl: "DATADOG_BASE_URL",
  credentials: [
    { option: "apiKey", parts: [{ option: "apiKey", environment: "DD_API_KEY" }] },
    { option: "applicationKey", parts: [{ option: "applicationKey", environment: "DD_APP_KEY" }] },
  ],
};

/** Options of `connectDatadog`: the client's, with the credential from here or the environment. */
export interface DatadogOptions extends Omit<ServiceOptions, "credential"> {
  /** @default DD_API_KEY */
  readonly apiKey?: string | undefined;
  /** @default DD_APP_KEY */
  readonly applicationKey?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** @default DATADOG_BASE_URL, or else https://api.datadoghq.com */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `Datadog` client from the options or the environment: `DD_API_KEY`, `DD_APP_KEY`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectDatadog(options: DatadogOptions = {}): Datadog {
  return new Datadog(connectOptions(connection, options));
}
