import type { ClientOptions } from "../client/options.js";
import type { AddressReader } from "./addresses.js";
import type { Login } from "./client-credentials.js";

/**
 * How `connect` creates a client from options and the environment; generated from the contract's
 * traits.
 */
export interface ConnectDefinition {
  /** The vendor's name, for messages. */
  readonly name: string;
  /** The environment variable with another base URL. */
  readonly baseUrl: string;
  /** In the order of the service's credentials. */
  readonly credentials: readonly ConnectCredential[];
  /** Set if the service has addresses by region. */
  readonly addresses?: AddressReader;
}

/** One credential of a service, and its parts. */
export interface ConnectCredential {
  /** Its name in the client's `credential`, where a service takes several. */
  readonly option: string;
  /** The key or token; or user name and password. */
  readonly parts: readonly CredentialPart[];
  /** Combines several parts into the credential. */
  readonly join?: (parts: readonly string[]) => string;
  /** Set if an OAuth client can be passed instead. */
  readonly login?: Login;
}

/** An option of `connect`, and the environment variable that can replace it. */
export interface CredentialPart {
  readonly option: string;
  readonly environment: string;
  /**
   * The variable is also set for other purposes, such as by CI: on its own it doesn't make a
   * command use the service.
   */
  readonly ambient?: true;
}

/** Options of `connect` that don't depend on the vendor. */
export type ConnectOptions = Omit<ClientOptions, "credential">;
