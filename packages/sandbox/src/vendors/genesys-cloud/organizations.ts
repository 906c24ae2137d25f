import { Seeded } from "../../engine/seeded.js";

/** An organization whose bill the sandbox's own one may read, and the terms it has. */
export interface TrustorOrganization {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly subscriptionType: string;
  /** The day of the month on which its billing periods begin. */
  readonly firstDay: number;
  /** How large it is beside a middling one. */
  readonly size: number;
  /** How much of a middling quantity is paid for in advance; 0 where everything is paid for after use. */
  readonly prepaid: number;
  readonly minimumMonthlyAmount?: string;
  /** Billing periods that have an overview: the active one and those before it. */
  readonly periods: number;
  /** In billing periods: how long it runs, how many ago it began, and was last changed. */
  readonly contract?: {
    readonly length: number;
    readonly begun: number;
    readonly amended?: number;
  };
  /** In billing periods: how many ago the ramp began, and how many after this one it goes on. */
  readonly ramp?: { readonly begun: number; readonly left: number };
}

export function openTrustors(seed: number): TrustorOrganization[] {
  const id = (name: string) => new Seeded(seed, "organization", name).uuid();
  return [
    {
      id: id("Northwind Helpline"),
      name: "Northwind Helpline",
      currency: "USD",
      subscriptionType: "PREPAY_MONTHLY_COMMITMENT",
      firstDay: 1,
      size: 1,
      prepaid: 0.9,
      minimumMonthlyAmount: "12500.00",
      periods: 18,
      contract: { length: 36, begun: 18, amended: 4 },
    },
    {
      id: id("Hafenhandel GmbH"),
      name: "Hafenhandel GmbH",
      currency: "EUR",
      subscriptionType: "MONTH_TO_MONTH",
      firstDay: 15,
      size: 0.4,
      prepaid: 0,
      periods: 12,
    },
    {
      id: id("Bright Dental Group"),
      name: "Bright Dental Group",
      currency: "USD",
      subscriptionType: "PREPAY",
      firstDay: 1,
      size: 0.7,
      prepaid: 0.5,
      minimumMonthlyAmount: "4200.00",
      periods: 4,
      contract: { length: 12, begun: 3 },
      ramp: { begun: 3, left: 2 },
    },
  ];
}
