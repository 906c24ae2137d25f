// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { connectOptions, basicCredential, type ConnectDefinition } from "@billkit/core/connect";
import { Twilio } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "Twilio",
  baseUrl: "TWILIO_BASE_URL",
  credentials: [
    {
      option: "credential",
      parts: [
        { option: "accountSid", environment: "TWILIO_ACCOUNT_SID" },
        { option: "authToken", environment: "TWILIO_AUTH_TOKEN" },
      ],
      join: basicCredential,
    },
  ],
};

/** Options of `connectTwilio`: the client's, with the credential from here or the environment. */
export interface TwilioOptions extends Omit<ServiceOptions, "credential"> {
  /** @default TWILIO_ACCOUNT_SID */
  readonly accountSid?: string | undefined;
  /** @default TWILIO_AUTH_TOKEN */
  readonly authToken?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** @default TWILIO_BASE_URL, or else https://api.twilio.com */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `Twilio` client from the options or the environment: `TWILIO_ACCOUNT_SID`, `TWILIO_AUTH_TOKEN`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectTwilio(options: TwilioOptions = {}): Twilio {
  return new Twilio(connectOptions(connection, options));
}
