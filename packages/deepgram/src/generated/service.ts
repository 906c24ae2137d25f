// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { ClientOptions, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients. */
export type ServiceOptions = ClientOptions;

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "Deepgram",
  server: "https://api.deepgram.com",
  credentials: [
    {
      option: "credential",
      in: "header",
      name: "Authorization",
      prefix: "Token ",
      environment: "DEEPGRAM_API_KEY",
    },
  ],
  requestIdHeader: "dg-request-id",
  errors: [
    { code: "err_code", message: "err_msg", requestId: "request_id" },
    { code: "category", message: "message", requestId: "request_id" },
  ],
  rateHeaders: {},
};
