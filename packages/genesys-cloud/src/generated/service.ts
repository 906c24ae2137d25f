// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { messageDelay } from "@billkit/core/client";
import type { ClientOptions, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients. */
export type ServiceOptions = ClientOptions;

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "GenesysCloud",
  server: "https://api.mypurecloud.com",
  credentials: [
    {
      option: "credential",
      in: "header",
      name: "Authorization",
      prefix: "Bearer ",
      environment: "GENESYSCLOUD_ACCESS_TOKEN",
    },
  ],
  requestIdHeader: "ININ-Correlation-Id",
  errors: [
    {
      code: "code",
      message: "message",
      requestId: "contextId",
      retryAfterSeconds: "Retry the request in [[]([0-9]+)] seconds",
    },
  ],
  rateHeaders: {
    allowed: "inin-ratelimit-allowed",
    count: "inin-ratelimit-count",
    resetSeconds: "inin-ratelimit-reset",
  },
  messageDelay,
};
