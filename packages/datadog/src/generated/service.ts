// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { ClientOptions, Credential, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients, which take several credentials. */
export type ServiceOptions = ClientOptions<{
  readonly apiKey: Credential;
  readonly applicationKey: Credential;
}>;

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "Datadog",
  server: "https://api.datadoghq.com",
  credentials: [
    { option: "apiKey", in: "header", name: "DD-API-KEY", prefix: "", environment: "DD_API_KEY" },
    {
      option: "applicationKey",
      in: "header",
      name: "DD-APPLICATION-KEY",
      prefix: "",
      environment: "DD_APP_KEY",
    },
  ],
  errors: [{ message: "errors.0" }],
  rateHeaders: {},
};
