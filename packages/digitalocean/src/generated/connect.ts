// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { connectOptions, type ConnectDefinition } from "@billkit/core/connect";
import { DigitalOcean } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "DigitalOcean",
  baseUrl: "DIGITALOCEAN_BASE_URL",
  credentials: [
    {
      option: "credential",
      parts: [{ option: "accessToken", environment: "DIGITALOCEAN_ACCESS_TOKEN" }],
    },
  ],
};

/** Options of `connectDigitalOcean`: the client's, with the credential from here or the environment. */
export interface DigitalOceanOptions extends Omit<ServiceOptions, "credential"> {
  /** @default DIGITALOCEAN_ACCESS_TOKEN */
  readonly accessToken?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** @default DIGITALOCEAN_BASE_URL, or else https://api.digitalocean.com */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `DigitalOcean` client from the options or the environment: `DIGITALOCEAN_ACCESS_TOKEN`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectDigitalOcean(options: DigitalOceanOptions = {}): DigitalOcean {
  return new DigitalOcean(connectOptions(connection, options));
}
