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

/** What `connectGenesysCloud` takes: the client's options, addresses, and one kind of credential. */
export interface GenesysCloudOptions
  extends Omit<ClientOptions, "credential" | "baseUrl">, AddressOptions {
  /** Of an OAuth client of grant type client credentials. @default GENESYSCLOUD_OAUTHCLIENT_ID */
  readonly clientId?: string | undefined;
  /** @default GENESYSCLOUD_OAUTHCLIENT_SECRET */
  readonly clientSecret?: string | undefined;
  /**
   * A token of your own; it is not renewed.
   *
   * @default GENESYSCLOUD_ACCESS_TOKEN, which counts more than an OAuth client in the environment
   */
  readonly accessToken?: string | undefined;
  /** A token of your own, or a function that gives one: called again with what a 401 rejected. */
  readonly credential?: ClientOptions["credential"] | undefined;
}

/** `GenesysCloud` with what takes more than one request. */
export class ConnectedGenesysCloud extends GenesysCloud {
  readonly #usage: BillableUsageDefinition;

  /** @internal Use `connectGenesysCloud`. */
  constructor(options: ClientOptions & { readonly baseUrl: string }) {
    super(options);
    // As the client takes it: a slash at its end makes it no other address.
    this.#usage = billableUsage(this, options.baseUrl.replace(/\/+$/, ""), options);
  }

  /**
   * The organization's billable usage between two instants. The report is prepared while one asks:
   * `await genesys.billableUsage({ startDate, endDate }).wait()` gives it once it is complete. Nothing
   * is sent before that.
   *
   * @param args - `startDate` and `endDate`, ISO 8601 date-times
   */
  billableUsage(args: GetBillableUsageArguments): BillableUsagePoller {
    return new Poller(this.#usage, args);
  }

  /**
   * Goes on with a poller from what its `serialize()` gave, also in another process.
   *
   * @throws ConfigurationError for what is no such thing, or comes from another address
   */
  resumeBillableUsage(serialized: unknown): BillableUsagePoller {
    return Poller.restore(this.#usage, serialized);
  }

  /**
   * The billing overview of each customer (trustor), all pages of them, in the order of arrival and
   * each exactly once. What fails for one customer comes as its `error`. Leaving the loop stops it.
   *
   * @throws what the listing of customers failed with, once the overviews under way have been yielded
   * @throws InvalidRequestError for options that cannot be used, such as a concurrency below 1
   */
  trusteeOverviews(
    options: TrusteeOverviewsOptions = {},
  ): AsyncGenerator<TrusteeOverview, void, undefined> {
    return trusteeOverviews(this, options);
  }
}

/**
 * A `GenesysCloud` client with what it needs from the options or, where they have none, from the
 * environment. An empty string counts as missing. Nothing is sent before the first call.
 *
 * @throws ConfigurationError when a credential or an address is missing, unknown or given twice
 */
export function connectGenesysCloud(options: GenesysCloudOptions = {}): ConnectedGenesysCloud {
  const found = addresses(options);
  // Before the address, so that who has set nothing reads of the credential first.
  const credential = credentialFrom(options, found.loginUrl);
  return new ConnectedGenesysCloud({
    ...options,
    baseUrl: needed(found.baseUrl, "region or domain", "GENESYSCLOUD_REGION"),
    credential,
  });
}

function credentialFrom(
  options: GenesysCloudOptions,
  loginUrl: string | undefined,
): ClientOptions["credential"] {
  const [accessToken, credential] = [given(options.accessToken), given(options.credential)];
  const ofClient = given(options.clientId) ?? given(options.clientSecret);
  if ([accessToken, credential, ofClient].filter(Boolean).length > 1) {
    throw new ConfigurationError(
      "Genesys Cloud: give only one of accessToken, credential, and clientId with clientSecret",
      { option: accessToken ? "accessToken" : "credential" },
    );
  }
  const own =
    accessToken ?? credential ?? (ofClient ? undefined : environment("GENESYSCLOUD_ACCESS_TOKEN"));
  if (own) return own;
  const clientId = given(options.clientId) ?? environment("GENESYSCLOUD_OAUTHCLIENT_ID");
  const clientSecret =
    given(options.clientSecret) ?? environment("GENESYSCLOUD_OAUTHCLIENT_SECRET");
  if (!clientId && !clientSecret) {
    throw new ConfigurationError(
      "Genesys Cloud: give the options clientId and clientSecret, or set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET; or give a token as accessToken or GENESYSCLOUD_ACCESS_TOKEN",
      { option: "clientId" },
    );
  }
  return clientCredentials({
    ...options,
    clientId: needed(clientId, "clientId", "GENESYSCLOUD_OAUTHCLIENT_ID"),
    clientSecret: needed(clientSecret, "clientSecret", "GENESYSCLOUD_OAUTHCLIENT_SECRET"),
    loginUrl: needed(loginUrl, "region, domain or loginUrl", "GENESYSCLOUD_REGION"),
  });
}

/** @throws ConfigurationError when there is none, naming the option and the environment variable */
function needed(value: string | undefined, option: string, variable: string): string {
  if (value) return value;
  throw new ConfigurationError(`Genesys Cloud: give the option ${option}, or set ${variable}`, {
    option: option.split(/,| /)[0],
  });
}
