// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { basicOptions } from "@billkit/core/client";
import type { ClientOptions, ServiceDefinition } from "@billkit/core/client";

/** Options of the service's clients. */
export type ServiceOptions =
  | ClientOptions
  | (Omit<ClientOptions, "credential"> & {
      readonly accountSid: string;
      readonly authToken: string;
      readonly credential?: undefined;
    });

/** What the requests to the service have in common. */
export const service: ServiceDefinition = {
  name: "Twilio",
  server: "https://api.twilio.com",
  credentials: [{ option: "credential", in: "header", name: "Authorization", prefix: "Basic " }],
  requestIdHeader: "Twilio-Request-Id",
  errors: [{ code: "code", message: "message" }],
  rateHeaders: {},
  basic: basicOptions("accountSid", "authToken"),
};
