// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { ClientOptions, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients. */
export type ServiceOptions = ClientOptions;

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "DigitalOcean",
  server: "https://api.digitalocean.com",
  credentials: [
    {
      option: "credential",
      in: "header",
      name: "Authorization",
      prefix: "Bearer ",
      environment: "DIGITALOCEAN_ACCESS_TOKEN",
    },
  ],
  requestIdHeader: "x-request-id",
  errors: [{ code: "id", message: "message", requestId: "request_id" }],
  rateHeaders: {},
};
