// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { pinnedParameters } from "@billkit/core/client";
import type { ClientOptions, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients. */
export type ServiceOptions = ClientOptions;

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "GitHub",
  server: "https://api.github.com",
  credentials: [
    {
      option: "credential",
      in: "header",
      name: "Authorization",
      prefix: "Bearer ",
      environment: "GITHUB_TOKEN",
    },
  ],
  requestIdHeader: "X-GitHub-Request-Id",
  errors: [{ code: "code", message: "message" }],
  rateHeaders: {},
  pinned: pinnedParameters([
    { in: "header", name: "X-GitHub-Api-Version", option: "apiVersion", value: "2022-11-28" },
  ]),
};
