// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { connectOptions, type ConnectDefinition } from "@billkit/core/connect";
import { GitHub } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "GitHub",
  baseUrl: "GITHUB_BASE_URL",
  credentials: [
    {
      option: "credential",
      parts: [{ option: "accessToken", environment: "GITHUB_TOKEN", ambient: true }],
    },
  ],
};

/** Options of `connectGitHub`: the client's, with the credential from here or the environment. */
export interface GitHubOptions extends Omit<ServiceOptions, "credential"> {
  /** @default GITHUB_TOKEN */
  readonly accessToken?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** @default GITHUB_BASE_URL, or else https://api.github.com */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `GitHub` client from the options or the environment: `GITHUB_TOKEN`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectGitHub(options: GitHubOptions = {}): GitHub {
  return new GitHub(connectOptions(connection, options));
}
