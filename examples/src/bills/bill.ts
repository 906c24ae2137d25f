import type {
  GetProjectBalanceV1Response,
  ListProjectPurchasesV1Response,
} from "@billkit/deepgram";
import type { BillingUsageReport, Trustor, TrusteeBillingOverview } from "@billkit/genesys-cloud";

/** Whether the figures come from the vendor's service (or the address given), or from the sandbox. */
export type Source = "service" | "sandbox";

export type Vendor = "deepgram" | "genesysCloud";

/** What could not be had, in one line. `status` is the HTTP status, where there was one. */
export interface Failure {
  readonly vendor: Vendor;
  readonly name: string;
  readonly status: number | null;
  readonly message: string;
}

export type Order = NonNullable<ListProjectPurchasesV1Response["orders"]>[number];

/** Costs of one line item; the sum is exact, in decimal digits. */
export interface LineItem {
  /** `null` where the service names none. */
  readonly line_item: string | null;
  /** US dollars. */
  readonly dollars: string;
}

/** One Deepgram project. What could not be had is `null`, and the reason is among the failures. */
export interface ProjectBill {
  readonly project_id: string;
  readonly name: string | null;
  /** As the service sends them. */
  readonly balances: readonly GetProjectBalanceV1Response[] | null;
  readonly breakdown: {
    /** First and last day, both included, as the service answers. */
    readonly start: string;
    readonly end: string;
    /** US dollars, exact. */
    readonly total: string;
    readonly lineItems: readonly LineItem[];
  } | null;
  /** As the service sends them. */
  readonly purchases: readonly Order[] | null;
  /** The answer was as long as one can be, so there may be more purchases than these. */
  readonly purchasesPossiblyCut: boolean;
}

export interface DeepgramBill {
  readonly source: Source;
  readonly projects: readonly ProjectBill[];
}

/** One billing period of one customer. */
export interface CustomerPeriod {
  /** The period has not ended, so its figures may change. */
  readonly open: boolean;
  /** As the service sends it. */
  readonly overview: TrusteeBillingOverview;
  /** What the lines come to in `overview.currency`, exact; `null` for a line that gives no amount. */
  readonly amounts: readonly (string | null)[];
  /** The sum of the amounts, in `overview.currency`. */
  readonly total: string;
}

export interface CustomerBill {
  readonly trustor: Trustor;
  /** The last closed period, then the open one; a period that could not be had is left out. */
  readonly periods: readonly CustomerPeriod[];
}

export interface GenesysCloudBill {
  readonly source: Source;
  /** The complete report as the service sends it, or `null` when it could not be had. */
  readonly usage: BillingUsageReport | null;
  readonly trustors: readonly CustomerBill[];
}

/** What `--json` prints. A vendor that was not asked, or that failed, is `null`. */
export interface Bills {
  readonly deepgram: DeepgramBill | null;
  readonly genesysCloud: GenesysCloudBill | null;
  readonly errors: readonly Failure[];
}
