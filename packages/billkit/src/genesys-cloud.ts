import type { Poller } from "@billkit/core";
import { connectOptions } from "@billkit/core/connect";
import {
  billableUsageReport,
  createPoller,
  resumePoller,
  type CompleteBillableUsage,
} from "@billkit/genesys-cloud/reports";
import {
  GenesysCloud,
  type BillingUsageReport,
  type GetBillableUsageArguments,
} from "@billkit/genesys-cloud";
import { connection, type GenesysCloudOptions } from "@billkit/genesys-cloud/connect";
import {
  trusteeOverviews,
  type TrusteeOverview,
  type TrusteeOverviewsOptions,
} from "./trustee-overviews.js";

export {
  genesysCloudRegions,
  type GenesysCloudOptions,
  type GenesysCloudRegion,
} from "@billkit/genesys-cloud/connect";
export type { TrusteeOverview, TrusteeOverviewsOptions };

/** A complete report. */
export type CompleteBillingUsageReport = CompleteBillableUsage;

/** Waits for a billable usage report; see `Poller`. */
export type BillableUsagePoller = Poller<
  CompleteBillingUsageReport,
  BillingUsageReport,
  GetBillableUsageArguments
>;

/** A `GenesysCloud` client with reports that take more than one request. */
export class ConnectedGenesysCloud extends GenesysCloud {
  /**
   * The organization's billable usage between two instants. The service prepares the report
   * asynchronously: `await genesys.billableUsage({ startDate, endDate }).wait()` returns it when it is
   * complete. Nothing is sent before that.
   *
   * @param args - `startDate` and `endDate`, ISO 8601 date-times
   */
  billableUsage(args: GetBillableUsageArguments): BillableUsagePoller {
    return createPoller(this, billableUsageReport, args);
  }

  /**
   * Restores a poller from the result of its `serialize()`, also in another process. If its saved
   * deadline has passed, `wait()` fails at once and `wait({ deadlineMs })` sets a new one.
   *
   * @throws ConfigurationError if it is invalid, or was saved for another base URL
   */
  resumeBillableUsage(serialized: unknown): BillableUsagePoller {
    return resumePoller(this, billableUsageReport, serialized);
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
export const connectGenesysCloud = (options: GenesysCloudOptions = {}): ConnectedGenesysCloud =>
  new ConnectedGenesysCloud(connectOptions(connection, options));
