import { expect, it } from "@jest/globals";
import type {
  BillingUsage,
  BillingUsageReport,
  GenesysCloud,
  GetBillableUsageArguments,
  GetTrusteeBillingOverviewArguments,
  Trustor,
  TrusteeBillingOverview,
} from "../src/generated/index.js";

/** Judged by the compiler (`npm run typecheck`): each directive fails where its line would compile. */
/** Each can stand for the other. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

// @ts-expect-error -- both ends of the period are required
export const missing: GetBillableUsageArguments = { startDate: "2026-06-01T00:00:00Z" };
export const wrongKind: GetTrusteeBillingOverviewArguments = {
  trustorOrgId: "o",
  // @ts-expect-error -- an index is a number
  billingPeriodIndex: "0",
};

export const complete: NonNullable<BillingUsageReport["status"]> = "Complete";
export const added: NonNullable<BillingUsageReport["status"]> = "Cancelled";
export const subscription: TrusteeBillingOverview["subscriptionType"] = "A_NEW_KIND";
/** What completion offers: nothing of a plain string. */
type Known<T> = T extends string ? (string extends T ? never : T) : never;
export const statuses: Known<BillingUsageReport["status"]>[] = ["InProgress", "Complete"];
export const names: Known<BillingUsageReport["name"]>[] = [
  // @ts-expect-error -- a plain string has no members that are known
  "InProgress",
];
export const decimal: Same<BillingUsage["totalUsage"], string> = true;
export const narrowed: Same<keyof Trustor, "id" | "enabled" | "organization"> = true;

export async function calls(genesys: GenesysCloud): Promise<void> {
  const { entities } = await genesys.organizationAuthorization.listTrustors();
  // @ts-expect-error -- the list may be absent
  entities.length.toFixed();
  // @ts-expect-error -- the organization's id is required
  await genesys.billing.getTrusteeBillingOverview({ billingPeriodIndex: 1 });
}

it("values of the types are what they are", () => {
  expect([complete, added, subscription, decimal, narrowed]).toEqual([
    "Complete",
    "Cancelled",
    "A_NEW_KIND",
    true,
    true,
  ]);
});

it('"genesys: enums are plain strings" is not so here', () => {
  expect([statuses, names]).toEqual([["InProgress", "Complete"], ["InProgress"]]);
});
