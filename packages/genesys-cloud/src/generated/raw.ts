// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only programs that use `rawClient` bundle openapi-fetch's client.
import { rawClient as serviceRawClient, type RawClient } from "@billkit/core/raw";
import type { ServiceClient } from "@billkit/core/client";
import type { paths } from "./schema.js";

export type { RawClient } from "@billkit/core/raw";
export type { paths } from "./schema.js";

/**
 * Creates an openapi-fetch client, typed by the contract, for requests that the methods don't cover.
 * Requests go through the client's layers.
 * @param client An instance of `GenesysCloud`.
 */
export function rawClient(client: {
  readonly serviceClient: ServiceClient<paths>;
}): RawClient<paths> {
  return serviceRawClient(client.serviceClient);
}
