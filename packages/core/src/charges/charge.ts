/** The kind of charge that a row is. */
export type ChargeCategory = "usage" | "purchase" | "credit" | "tax" | "adjustment";

/**
 * Where an amount comes from: `invoiced` and `metered` are the vendor's, `estimated` is the
 * vendor's and can change, `computed` is ours, from quantity and price.
 */
export type ChargeBasis = "invoiced" | "metered" | "estimated" | "computed";

/** One row of a bill. Every figure is decimal text with all digits that the vendor sent. */
export interface Charge {
  /** Partition, natural key and ordinal: the same bill has the same ids. */
  id: string;
  /** The vendor's name: that of its package, without the scope. */
  vendor: string;
  accountId: string;
  accountName?: string;
  subAccountId?: string;
  /**
   * Which of the vendor's views the row is from. A total uses one view per vendor, account and
   * billing period: the first available of `invoices`, `costs`, `estimated`, `usage`. `purchases`,
   * `history` and `beside` are never part of one.
   */
  view: string;
  /** UTC instant. Periods are half-open: the end is the first instant outside. */
  billingPeriodStart: string;
  billingPeriodEnd: string;
  chargePeriodStart: string;
  chargePeriodEnd: string;
  category: ChargeCategory;
  service: string;
  item: string;
  sku?: string;
  description?: string;
  invoiceId?: string;
  quantity?: string;
  unit?: string;
  unitPrice?: string;
  /** Absent if the amount isn't known. */
  amount?: string;
  /** The amount before discounts. */
  listAmount?: string;
  /** ISO 4217 code in capitals. */
  currency?: string;
  basis: ChargeBasis;
  /** False if the vendor can still change the row. */
  final: boolean;
  /** Other attributes that the vendor sends, such as tags. */
  dimensions: Record<string, string | string[]>;
  evidence: ChargeEvidence;
}

/** Where a row's figures come from. */
export interface ChargeEvidence {
  /** Operation of the contract, e.g. `getBillingBreakdown`. */
  operation: string;
  /** The vendor's own id of the request. */
  requestId?: string;
  /** JSON Pointer to the row in the body (RFC 6901). */
  pointer: string;
  /** SHA-256 of the body without secrets, in hexadecimal. */
  sha256: string;
  /** Version of the contract that the row was read with. */
  contract: string;
  /** How an amount was computed, with its figures. */
  formula?: string;
}
