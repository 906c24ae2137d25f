import { ConfigurationError, Poller, type ClientOptions } from "@billkit/core";
import { GenesysCloud, type GetBillableUsageArguments } from "@billkit/genesys-cloud";
import { addresses, type AddressOptions } from "./addresses.js";
import {
  billableUsage,
  type BillableUsageDefinition,
  type BillableUsagePoller,
  type CompleteBillingUsageReport,
} from "./billable-usage.js";
import { clientCredentials } from "./client-credentials.js";
import { clientOptions } from "./client-options.js";
import { environment, given } from "./environment.js";
import {
  trusteeOverviews,
  type TrusteeOverview,
  type TrusteeOverviewsOptions,
} from "./trustee-overviews.js";

export { genesysCloudRegions, type GenesysCloudRegion } from "./regions.js";
export type {
  BillableUsagePoller,
  CompleteBillingUsageReport,
  TrusteeOverview,
  TrusteeOverviewsOptions,
};

/** Options of `connectGenesysCloud`: the client's, the addresses, and one kind of credential. */
export interface GenesysCloudOptions
  extends Omit<ClientOptions, "credential" | "baseUrl">, AddressOptions {
  /** Id of an OAuth client with the client credentials grant. @default GENESYSCLOUD_OAUTHCLIENT_ID */
  readonly clientId?: string | undefined;
  /** @default GENESYSCLOUD_OAUTHCLIENT_SECRET */
  readonly clientSecret?: string | undefined;
  /**
   * An access token, which isn't renewed.
   *
   * @default GENESYSCLOUD_ACCESS_TOKEN, which wins over an OAuth client in the environment
   */
  readonly accessToken?: string | undefined;
  /** An access token, or a function that returns one; called again with a token that a 401 rejected. */
  readonly credential?: ClientOptions["credential"] | undefined;
}

const ownOptions = [
  "clientId",
  "clientSecret",
  "accessToken",
  "region",
  "domain",
  "loginUrl",
] as const satisfies readonly (keyof GenesysCloudOptions)[];

/** A `GenesysCloud` client with reports that take more than one request. */
export class ConnectedGenesysCloud extends GenesysCloud {
  readonly #usage: BillableUsageDefinition;

  /** @internal Use `connectGenesysCloud`. */
  constructor(options: ClientOptions & { readonly baseUrl: string }) {
    super(options);
    // The client drops trailing slashes too.
    this.#usage = billableUsage(this, options.baseUrl.replace(/\/+$/, ""), options);
  }

  /**
   * The organization's billable usage between two instants. The service prepares the report
   * asynchronously: `await genesys.billableUsage({ startDate, endDate }).wait()` returns it when it is
   * complete. Nothing is sent before that.
   *
   * @param args - `startDate` and `endDate`, ISO 8601 date-times
   */
  billableUsage(args: GetBillableUsageArguments): BillableUsagePoller {
    return new Poller(this.#usage, args);
  }

  /**
   * Restores a poller from the result of its `serialize()`, also in another process. If its saved
   * deadline has passed, `wait()` fails at once and `wait({ deadlineMs })` sets a new one.
   *
   * @throws ConfigurationError if it is invalid, or was saved for another base URL
   */
  resumeBillableUsage(serialized: unknown): BillableUsagePoller {
    return Poller.restore(this.#usage, serialized);
  }

  /**
   * The billing overview of each customer (trustor), from all pages, each once, in order of arrival. If
   * a customer's overview fails, its item has an `error`. Leaving the loop stops the requests.
   *
   * @throws the error of the customer listing, once the overviews in flight have been yielded
   * @throws InvalidRequestError for an invalid or unknown option
   */
  trusteeOverviews(
    options: TrusteeOverviewsOptions = {},
  ): AsyncGenerator<TrusteeOverview, void, undefined> {
    return trusteeOverviews(this, options);
  }
}

/**
 * Creates a `GenesysCloud` client from the options and the environment. An empty string counts as
 * missing. Nothing is sent before the first call.
 *
 * @throws ConfigurationError if a credential or an address is missing, invalid or given twice, or for
 * an unknown option
 */
export function connectGenesysCloud(options: GenesysCloudOptions = {}): ConnectedGenesysCloud {
  const client = clientOptions("Genesys Cloud", options, ownOptions);
  const { baseUrl, loginUrl } = addresses(options);
  // Before the base URL, so that an error about credentials comes first.
  const credential = credentialFrom(options, client, loginUrl);
  return new ConnectedGenesysCloud({
    ...client,
    baseUrl: required(baseUrl, "region or domain", "GENESYSCLOUD_REGION"),
    credential,
  });
}

function credentialFrom(
  options: GenesysCloudOptions,
  client: Partial<ClientOptions>,
  loginUrl: string | undefined,
): ClientOptions["credential"] {
  const [accessToken, credential] = [given(options.accessToken), given(options.credential)];
  const oauthClient = given(options.clientId) ?? given(options.clientSecret);
  if ([accessToken, credential, oauthClient].filter(Boolean).length > 1) {
    throw new ConfigurationError(
      "Genesys Cloud: pass only one of accessToken, credential, and clientId with clientSecret",
      { option: accessToken ? "accessToken" : "credential" },
    );
  }
  const token =
    accessToken ??
    credential ??
    (oauthClient ? undefined : environment("GENESYSCLOUD_ACCESS_TOKEN"));
  if (token) return token;
  const clientId = given(options.clientId) ?? environment("GENESYSCLOUD_OAUTHCLIENT_ID");
  const clientSecret =
    given(options.clientSecret) ?? environment("GENESYSCLOUD_OAUTHCLIENT_SECRET");
  if (!clientId && !clientSecret) {
    throw new ConfigurationError(
      "Genesys Cloud: no credential; pass clientId and clientSecret or set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, or pass accessToken or set GENESYSCLOUD_ACCESS_TOKEN",
      { option: "clientId" },
    );
  }
  return clientCredentials({
    ...client,
    clientId: required(clientId, "clientId", "GENESYSCLOUD_OAUTHCLIENT_ID"),
    clientSecret: required(clientSecret, "clientSecret", "GENESYSCLOUD_OAUTHCLIENT_SECRET"),
    loginUrl: required(loginUrl, "region, domain or loginUrl", "GENESYSCLOUD_REGION"),
  });
}

/** @throws ConfigurationError that names the missing option and its environment variable */
function required(value: string | undefined, options: string, variable: string): string {
  if (value) return value;
  const [option] = options.split(/,| /);
  throw new ConfigurationError(`Genesys Cloud: no ${option}; pass ${options} or set ${variable}`, {
    option,
  });
}
