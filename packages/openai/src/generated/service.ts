// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { ClientOptions, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients. */
export type ServiceOptions = ClientOptions;

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "OpenAI",
  server: "https://api.openai.com/v1",
  credentials: [
    {
      option: "credential",
      in: "header",
      name: "Authorization",
      prefix: "Bearer ",
      environment: "OPENAI_ADMIN_KEY",
    },
  ],
  requestIdHeader: "x-request-id",
  errors: [{ code: "error.code", message: "error.message" }],
  rateHeaders: {},
};
