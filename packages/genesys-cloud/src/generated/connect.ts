// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import {
  connectOptions,
  oauthLogin,
  regionAddresses,
  type ConnectDefinition,
} from "@billkit/core/connect";
import { GenesysCloud } from "./client.js";
import type { ServiceOptions } from "./service.js";

/** The domain of each region's addresses. */
export const genesysCloudRegions = {
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
  "ca-central-1": "cac1.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
} as const;

/** The name of a region. */
export type GenesysCloudRegion = keyof typeof genesysCloudRegions;

const regions = genesysCloudRegions;

/** The options and environment variables of a client. */
export const connection: ConnectDefinition = {
  name: "Genesys Cloud",
  baseUrl: "GENESYSCLOUD_BASE_URL",
  credentials: [
    {
      option: "credential",
      parts: [{ option: "accessToken", environment: "GENESYSCLOUD_ACCESS_TOKEN" }],
      login: oauthLogin(
        {
          service: "GenesysCloud",
          server: "https://login.mypurecloud.com",
          path: "/oauth/token",
          parts: [
            { option: "clientId", environment: "GENESYSCLOUD_OAUTHCLIENT_ID" },
            { option: "clientSecret", environment: "GENESYSCLOUD_OAUTHCLIENT_SECRET" },
          ],
          check: "clientId, clientSecret and region",
          errors: [
            { message: "description" },
            {
              code: "code",
              message: "message",
              requestId: "contextId",
              retryAfterSeconds: "Retry the request in [[]([0-9]+)] seconds",
            },
          ],
          requestIdHeader: "ININ-Correlation-Id",
        },
        "GENESYSCLOUD_REGION",
      ),
    },
  ],
  addresses: regionAddresses({
    environment: "GENESYSCLOUD_REGION",
    host: "api",
    loginHost: "login",
    name: "Genesys Cloud",
    baseUrl: "GENESYSCLOUD_BASE_URL",
    loginUrl: "GENESYSCLOUD_LOGIN_URL",
    domains: regions,
  }),
};

/** Options of `connectGenesysCloud`: the client's, with the credential from here or the environment. */
export interface GenesysCloudOptions extends Omit<ServiceOptions, "credential"> {
  /** @default GENESYSCLOUD_ACCESS_TOKEN */
  readonly accessToken?: string | undefined;
  /** @default GENESYSCLOUD_OAUTHCLIENT_ID */
  readonly clientId?: string | undefined;
  /** @default GENESYSCLOUD_OAUTHCLIENT_SECRET */
  readonly clientSecret?: string | undefined;
  /** In place of these: the credential, or a function that returns it. */
  readonly credential?: ServiceOptions["credential"] | undefined;
  /** The region, whose addresses are used. */
  readonly region?: GenesysCloudRegion | undefined;
  /** Instead of `region`: the domain of the addresses. */
  readonly domain?: string | undefined;
  /** Instead of the region's. @default GENESYSCLOUD_LOGIN_URL, unless `region` or `domain` is given */
  readonly loginUrl?: string | undefined;
  /** @default GENESYSCLOUD_BASE_URL */
  readonly baseUrl?: string | undefined;
}

/**
 * Creates a `GenesysCloud` client from the options or the environment: `GENESYSCLOUD_ACCESS_TOKEN`, `GENESYSCLOUD_OAUTHCLIENT_ID`, `GENESYSCLOUD_OAUTHCLIENT_SECRET`. An empty string
 * counts as missing. Nothing is sent before the first call.
 * @throws {ConfigurationError} A credential or address is missing, invalid or given twice, or an option
 *   is unknown.
 */
export function connectGenesysCloud(options: GenesysCloudOptions = {}): GenesysCloud {
  return new GenesysCloud(connectOptions(connection, options));
}
